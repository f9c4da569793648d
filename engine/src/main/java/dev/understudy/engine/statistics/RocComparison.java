package dev.understudy.engine.statistics;

import java.util.List;

/**
 * The ROC curves of two models on the same events, and how far apart they are.
 *
 * @param live the live model's curve
 * @param candidate the candidate's
 * @param differences at rising false positive rates; empty where the events do not tell how large its error is
 */
public record RocComparison(RocCurve live, RocCurve candidate, List<Difference> differences) {
    public RocComparison {
        differences = List.copyOf(differences);
    }

    /**
     * The difference of the true positive rates where both models raise equally many false alarms. The interval is that
     * of this one rate: over all rates together it holds with less than its confidence.
     *
     * @param falsePositiveRate in (0, 1)
     * @param live the live model's true positive rate there
     * @param candidate the candidate's
     * @param lower the lower end of the interval about candidate − live
     * @param upper its upper end
     */
    public record Difference(double falsePositiveRate, double live, double candidate, double lower, double upper) {
        /** Candidate − live. */
        public double value() {
            return candidate - live;
        }
    }
}
