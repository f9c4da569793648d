package dev.understudy.engine.statistics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two-way cluster-robust variance with days that may depend on the days before: V(cluster) + V(block) − V(both), each the
 * sum over its groups of squared sums (Cameron, Gelbach, Miller 2011). The difference can come out too small, even negative,
 * so it is floored at the larger one-way variance. Events that stand alone are clusters of one; with no others V(cluster) and
 * V(both) are the same, and what is left is the one-way variance by block, or the independent one where that is larger.
 *
 * <p>Sums are corrected for the {@linkplain GroupLeverage weight of their group}; V(block) has the factor of
 * {@linkplain SerialCorrelation serial correlation}. The contributions have n/(n−1) inside already, which is taken out.
 * Student's t has the degrees of freedom of Satterthwaite (1946), from those of either way; where one of them has fewer than
 * ten groups, no more than the fewer.
 */
final class TwoWayClusterVariance implements VarianceEstimator {
    private static final int FEW_GROUPS = 10;

    private final EventGroups groups;

    TwoWayClusterVariance(EventGroups groups) {
        this.groups = groups;
    }

    @Override
    public Optional<UndeterminedReason> obstacle() {
        if (groups.blocks().count() < 2) {
            return Optional.of(UndeterminedReason.ONE_BLOCK);
        }
        if (groups.clusters().count() < 2) {
            return Optional.of(UndeterminedReason.ONE_CLUSTER);
        }
        return Optional.empty();
    }

    @Override
    public VarianceEstimate estimate(double[] contributions) {
        double byCluster = groups.ofClusters().variance(groups.clusters().sums(contributions));
        double[] daily = groups.blocks().sums(contributions);
        double bySquares = 0;
        if (!groups.allAlone()) {
            CompensatedSum squares = new CompensatedSum();
            for (double sum : groups.both().sums(contributions)) {
                squares.add(sum * sum);
            }
            bySquares = squares.value();
        }
        return estimate(byCluster, daily, bySquares);
    }

    @Override
    public List<VarianceEstimate> estimate(GriddedContributions contributions) {
        double[] byCluster = contributions.sumsOfSquares(groups.clusters(), groups.ofClusters()::correction);
        double[][] daily = contributions.sums(groups.blocks());
        // events that stand alone are the same groups in both
        double[] byBoth = groups.allAlone() ? byCluster : contributions.sumsOfSquares(groups.both(), group -> 1);
        double scale = groups.ofClusters().scale();
        return IntStream.range(0, byCluster.length)
                .mapToObj(i -> estimate(scale * byCluster[i], daily[i], byBoth[i]))
                .toList();
    }

    private VarianceEstimate estimate(double clusterVariance, double[] daily, double bothSquares) {
        double unscaled = (groups.events() - 1.0) / groups.events();
        double byCluster = unscaled * clusterVariance;
        double inflation = SerialCorrelation.inflation(daily, groups.days());
        double byBlock = unscaled * inflation * groups.ofBlocks().variance(daily);
        double ofClusters = groups.ofClusters().degreesOfFreedom();
        double ofBlocks = groups.ofBlocks().degreesOfFreedom();
        if (groups.allAlone()) {
            return byBlock >= byCluster
                    ? new VarianceEstimate(byBlock, ofBlocks, inflation)
                    : new VarianceEstimate(byCluster, ofBlocks, 1);
        }
        double both = groups.both().count();
        double twoWay = byCluster + byBlock - unscaled * both / (both - 1) * bothSquares;
        double larger = Math.max(byCluster, byBlock);
        double degrees = twoWay > larger
                ? twoWay * twoWay / (byCluster * byCluster / ofClusters + byBlock * byBlock / ofBlocks)
                : byCluster > byBlock ? ofClusters : ofBlocks;
        return new VarianceEstimate(
                Math.max(twoWay, larger),
                groups.fewest() < FEW_GROUPS ? Math.min(degrees, Math.min(ofClusters, ofBlocks)) : degrees,
                byCluster > byBlock && twoWay <= larger ? 1 : inflation);
    }
}
