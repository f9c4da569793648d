package dev.understudy.engine.fidelity;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.release.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was predicted of each release of a task, and what came true.
 *
 * @param task the task
 * @param environment where the releases went
 * @param knownAt by which knowledge of outcomes
 * @param confidence of the prediction intervals, in (0, 1)
 * @param entries one a release, the newest first
 */
public record FidelityLedger(
        TaskName task, Environment environment, Instant knownAt, double confidence, List<LedgerEntry> entries) {
    public FidelityLedger {
        entries = List.copyOf(entries);
    }

    /**
     * How often predictions came true.
     *
     * @param intervals prediction intervals of all entries and metrics, of releases whose log is sound
     * @param covered of these, those that hold what was realised
     */
    public record Calibration(int intervals, int covered) {
        /** The share that came true; empty without intervals. */
        public Optional<Double> share() {
            return intervals == 0 ? Optional.empty() : Optional.of((double) covered / intervals);
        }
    }

    /** How often predictions came true, over all metrics of all releases. */
    public Calibration calibration() {
        List<Boolean> covered = entries.stream()
                .filter(LedgerEntry.Assessed.class::isInstance)
                .map(LedgerEntry.Assessed.class::cast)
                .filter(LedgerEntry.Assessed::isSound)
                .flatMap(entry -> entry.metrics().stream())
                .flatMap(metric -> metric.covered().stream())
                .toList();
        return new Calibration(covered.size(), (int)
                covered.stream().filter(Boolean::booleanValue).count());
    }

    /** The entry of a release, by its counter. */
    public Optional<LedgerEntry> ofRelease(long release) {
        return entries.stream()
                .filter(entry -> entry.release().release() == release)
                .findFirst();
    }
}
