package dev.understudy.engine.traffic;

import java.util.List;
import java.util.Set;

/** What became of predictions that were about to be answered. */
public sealed interface ServedAppend {
    /**
     * All are in the log.
     *
     * @param predictions what the log has for each, in the order in which they were offered
     * @param fresh positions of those that were not there before
     */
    record Logged(List<Prediction> predictions, Set<Integer> fresh) implements ServedAppend {
        public Logged {
            predictions = List.copyOf(predictions);
            fresh = Set.copyOf(fresh);
        }
    }

    /**
     * None is in the log, since one contradicts it.
     *
     * @param conflict the first that does
     */
    record Refused(AppendResult.Conflict conflict) implements ServedAppend {}
}
