package dev.understudy.engine.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Events that know nothing of each other: the sum of the squared contributions, and Student's t with n - 1 degrees of
 * freedom, which is exact for the mean of normal terms and, at the sizes where the delta method holds, the normal
 * distribution.
 *
 * @param events how many events weigh anything, at least 2 where there are contributions
 */
record IndependentVariance(int events) implements VarianceEstimator {
    @Override
    public Optional<UndeterminedReason> obstacle() {
        return Optional.empty();
    }

    @Override
    public VarianceEstimate estimate(double[] contributions) {
        CompensatedSum squares = new CompensatedSum();
        for (double contribution : contributions) {
            squares.add(contribution * contribution);
        }
        return new VarianceEstimate(squares.value(), events - 1.0);
    }

    @Override
    public List<VarianceEstimate> estimate(GriddedContributions contributions) {
        return Arrays.stream(contributions.sumsOfSquares())
                .mapToObj(sum -> new VarianceEstimate(sum, events - 1.0))
                .toList();
    }
}
