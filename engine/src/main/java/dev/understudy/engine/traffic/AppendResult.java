package dev.understudy.engine.traffic;

import java.util.List;

/**
 * What became of facts that were offered to a log.
 *
 * @param added facts that are new
 * @param duplicates facts that were there already
 * @param conflicts facts whose key is there with other content; refused
 */
public record AppendResult(int added, int duplicates, List<Conflict> conflicts) {
    public AppendResult {
        conflicts = List.copyOf(conflicts);
    }

    /**
     * A fact that was refused.
     *
     * @param index its position in the list that was offered
     * @param reason why, in words
     */
    public record Conflict(int index, String reason) {}
}
