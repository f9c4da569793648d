package dev.understudy.engine.training;

import dev.understudy.engine.statistics.DecisionCosts;
import dev.understudy.engine.task.ThresholdGoal;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the threshold that is best for a goal: half-way between two neighbouring scores, or below or above all of them. Of
 * equals it takes the one nearest to 0.5, then the lower one.
 */
final class ThresholdTuning {
    private ThresholdTuning() {}

    /**
     * The best threshold and what it reaches.
     *
     * @param threshold labelled positive at or above it
     * @param value F1, or the cost an event
     */
    record Best(double threshold, double value) {}

    static Best of(ThresholdGoal goal, Optional<DecisionCosts> costs, double[] scores, boolean[] positive) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int all = (int)
                IntStream.range(0, positive.length).filter(row -> positive[row]).count();
        int right = 0;
        Best best = null;
        for (int decided = 0; decided <= order.length; decided++) {
            if (decided > 0 && positive[order[decided - 1]]) {
                right++;
            }
            double above = decided == 0 ? 1 : scores[order[decided - 1]];
            double below = decided == order.length ? 0 : scores[order[decided]];
            if (decided > 0 && decided < order.length && above == below) {
                continue; // one score, one decision
            }
            double threshold = decided == order.length ? 0 : above / 2 + below / 2;
            if (decided < order.length && threshold <= below) {
                if (above <= below) {
                    continue; // nothing lies above the largest score
                }
                threshold = above; // neighbours in double precision have nothing in between
            }
            int wrong = decided - right;
            int missed = all - right;
            double value = goal == ThresholdGoal.F1
                    ? 2.0 * right / (2.0 * right + wrong + missed)
                    : cost(costs.orElseThrow(), wrong, missed) / order.length;
            Best candidate = new Best(threshold, value);
            if (best == null || isBetter(goal, candidate, best)) {
                best = candidate;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("no scores to choose a threshold by");
        }
        return best;
    }

    private static double cost(DecisionCosts costs, int falsePositives, int falseNegatives) {
        return costs.falsePositive() * falsePositives + costs.falseNegative() * falseNegatives;
    }

    private static boolean isBetter(ThresholdGoal goal, Best candidate, Best best) {
        if (candidate.value() != best.value()) {
            return (candidate.value() > best.value()) == (goal == ThresholdGoal.F1);
        }
        double nearer = Math.abs(candidate.threshold() - 0.5) - Math.abs(best.threshold() - 0.5);
        return nearer < 0 || (nearer == 0 && candidate.threshold() < best.threshold());
    }
}
