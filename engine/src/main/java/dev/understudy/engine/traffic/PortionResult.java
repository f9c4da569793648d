package dev.understudy.engine.traffic;

import java.util.List;

/**
 * What became of a portion of rows.
 *
 * @param events events that are new
 * @param outcomes outcomes that are new
 * @param predictions predictions that are new
 * @param duplicates rows of which nothing is new
 * @param unmatched outcomes that came without their event, which is not in the log
 * @param refused rows that were not taken, or not taken whole, in their order
 */
public record PortionResult(
        long events,
        long outcomes,
        long predictions,
        long duplicates,
        long unmatched,
        List<AppendResult.Conflict> refused) {
    public PortionResult {
        refused = List.copyOf(refused);
    }
}
