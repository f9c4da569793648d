package dev.understudy.engine.training;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.Scorer;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fresh model says of the newest of its own training events: a check that it learnt anything, and never a promise
 * for events to come. The simulation is there for that.
 */
final class InSampleMetrics {
    /** Enough for two digits, few enough to cost nothing. */
    private static final int EVENTS = 10_000;

    private InSampleMetrics() {}

    static SortedMap<String, Double> of(TrainingSet set, double threshold, Scorer scorer) {
        int count = Math.min(EVENTS, set.size());
        int first = set.size() - count;
        double[] scores = set.scores(scorer, first, count);
        SortedMap<String, Double> metrics = new TreeMap<>();
        double loss = 0;
        double right = 0;
        for (int row = 0; row < count; row++) {
            double outcome = set.outcomes()[first + row];
            if (set.kind() == TaskKind.REGRESSION) {
                loss += Math.abs(scores[row] - outcome);
            } else {
                loss += LogLoss.of(LogLoss.ofTruth(scores, row, (int) outcome, scorer.outputs()));
                right += isRight(set.kind(), scores, row, (int) outcome, scorer.outputs(), threshold) ? 1 : 0;
            }
        }
        if (set.kind() == TaskKind.REGRESSION) {
            metrics.put("in-sample-mae", loss / count);
        } else {
            metrics.put("in-sample-accuracy", right / count);
            metrics.put("in-sample-log-loss", loss / count);
        }
        return metrics;
    }

    private static boolean isRight(
            TaskKind kind, double[] scores, int row, int outcome, int outputs, double threshold) {
        if (kind == TaskKind.BINARY) {
            return (scores[row] >= threshold) == (outcome == 1);
        }
        for (int other = 0; other < outputs; other++) {
            if (scores[row * outputs + other] > scores[row * outputs + outcome]) {
                return false;
            }
        }
        return true;
    }
}
