package dev.understudy.engine.statistics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Two-way cluster-robust variance: V(cluster) + V(block) - V(both), each the sum over its groups of squared sums
 * (Cameron, Gelbach, Miller 2011). The difference can come out too small, even negative, so it is floored at the larger
 * one-way variance. Events that stand alone are clusters of one; with no others V(cluster) and V(both) are the same, and
 * what is left is the one-way variance by block, or the independent one where that is larger.
 *
 * <p>Each part has the factor G/(G-1) for its G groups. The contributions have n/(n-1) inside already, the same factor
 * for groups of one, which is therefore taken out. Student's t has min(clusters, blocks) - 1 degrees of freedom.
 */
final class TwoWayClusterVariance implements VarianceEstimator {
    private final Partition clusters;
    private final Partition blocks;
    private final Partition both;
    private final int events;

    TwoWayClusterVariance(EventGroups groups) {
        clusters = groups.clusters();
        blocks = groups.blocks();
        both = groups.both();
        events = groups.events();
    }

    @Override
    public Optional<UndeterminedReason> obstacle() {
        if (blocks.count() < 2) {
            return Optional.of(UndeterminedReason.ONE_BLOCK);
        }
        if (clusters.count() < 2) {
            return Optional.of(UndeterminedReason.ONE_CLUSTER);
        }
        return Optional.empty();
    }

    @Override
    public VarianceEstimate estimate(double[] contributions) {
        return estimate(
                clusters.sumOfSquares(contributions),
                blocks.sumOfSquares(contributions),
                both.sumOfSquares(contributions));
    }

    @Override
    public List<VarianceEstimate> estimate(GriddedContributions contributions) {
        double[] byCluster = contributions.sumsOfSquares(clusters);
        double[] byBlock = contributions.sumsOfSquares(blocks);
        // events that stand alone are the same groups in both
        double[] byBoth = both.equals(clusters) ? byCluster : contributions.sumsOfSquares(both);
        return IntStream.range(0, byCluster.length)
                .mapToObj(i -> estimate(byCluster[i], byBlock[i], byBoth[i]))
                .toList();
    }

    private VarianceEstimate estimate(double clusterSquares, double blockSquares, double bothSquares) {
        double byCluster = oneWay(clusters, clusterSquares);
        double byBlock = oneWay(blocks, blockSquares);
        double twoWay = byCluster + byBlock - oneWay(both, bothSquares);
        double variance = Math.max(twoWay, Math.max(byCluster, byBlock));
        return new VarianceEstimate(variance, Math.min(clusters.count(), blocks.count()) - 1.0);
    }

    private double oneWay(Partition partition, double sumOfSquares) {
        double groups = partition.count();
        double factor = groups / (groups - 1) * (events - 1.0) / events;
        return factor * sumOfSquares;
    }
}
