package dev.understudy.engine.traffic;

import java.util.List;
import java.util.Set;

/**
 * What became of facts that were offered to a log.
 *
 * @param fresh positions, in the list that was offered, of the facts that are new
 * @param duplicates facts that were there already
 * @param conflicts facts whose key is there with other content; refused
 */
public record AppendResult(Set<Integer> fresh, int duplicates, List<Conflict> conflicts) {
    public AppendResult {
        fresh = Set.copyOf(fresh);
        conflicts = List.copyOf(conflicts);
    }

    /** How many facts are new. */
    public int added() {
        return fresh.size();
    }

    /**
     * A fact that was refused.
     *
     * @param index its position in the list that was offered
     * @param reason why, in words
     */
    public record Conflict(int index, String reason) {}
}
