package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class TwoWayClusterVarianceTest {
    /** Events of 7 clusters, some of them alone, over 9 days. */
    private static PairedSample events(int count, double shareAlone) {
        SplittableRandom random = new SplittableRandom(31);
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int i = 0; i < count; i++) {
            int cluster = random.nextDouble() < shareAlone ? PairedSample.ALONE : random.nextInt(7);
            sample.add(0, 0, 0, 0, 0, 1, cluster, 20_000 + random.nextInt(9));
        }
        return sample;
    }

    private static double[] contributions(int count) {
        SplittableRandom random = new SplittableRandom(32);
        return random.doubles(count, -1, 1).toArray();
    }

    private static VarianceEstimate estimate(PairedSample sample, double[] contributions) {
        return new TwoWayClusterVariance(EventGroups.of(sample)).estimate(contributions);
    }

    /** Σ over all pairs of events that the predicate holds together. */
    private static double overPairs(double[] contributions, BiPredicate<Integer, Integer> together) {
        double sum = 0;
        for (int i = 0; i < contributions.length; i++) {
            for (int j = 0; j < contributions.length; j++) {
                sum += i == j || together.test(i, j) ? contributions[i] * contributions[j] : 0;
            }
        }
        return sum;
    }

    private static boolean shareCluster(PairedSample sample, int i, int j) {
        return sample.cluster(i) == sample.cluster(j) && sample.cluster(i) != PairedSample.ALONE;
    }

    private static boolean shareBlock(PairedSample sample, int i, int j) {
        return sample.block(i) == sample.block(j);
    }

    /** G/(G-1), less the n/(n-1) that the contributions carry. */
    private static double factor(int groups, int events) {
        return groups / (groups - 1.0) * (events - 1.0) / events;
    }

    @Test
    void isTheSumOverAllPairsThatShareAClusterOrADay() {
        int n = 120;
        PairedSample sample = events(n, 0.3);
        double[] c = contributions(n);
        Set<Integer> clusters = new HashSet<>();
        Set<String> both = new HashSet<>();
        int alone = 0;
        for (int i = 0; i < n; i++) {
            if (sample.cluster(i) == PairedSample.ALONE) {
                alone++;
            } else {
                clusters.add(sample.cluster(i));
                both.add(sample.cluster(i) + "/" + sample.block(i));
            }
        }
        double byCluster = overPairs(c, (i, j) -> shareCluster(sample, i, j)) * factor(clusters.size() + alone, n);
        double byBlock = overPairs(c, (i, j) -> shareBlock(sample, i, j)) * factor(9, n);
        double byBoth = overPairs(c, (i, j) -> shareCluster(sample, i, j) && shareBlock(sample, i, j))
                * factor(both.size() + alone, n);
        double expected = Math.max(byCluster + byBlock - byBoth, Math.max(byCluster, byBlock));

        assertThat(expected).as("the floor is another test").isGreaterThan(Math.max(byCluster, byBlock));
        VarianceEstimate actual = estimate(sample, c);
        assertThat(actual.variance()).isCloseTo(expected, within(1e-13));
        assertThat(actual.degreesOfFreedom()).isEqualTo(8);
    }

    @Test
    void isNeverBelowTheLargerOneWayVariance() {
        // Two events a cluster and day that go together, while both of a cluster's days cancel out, and so on.
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        int[][] clusterAndDay = {{0, 0}, {0, 0}, {0, 1}, {0, 1}, {1, 0}, {1, 0}, {1, 1}, {1, 1}};
        for (int[] place : clusterAndDay) {
            sample.add(0, 0, 0, 0, 0, 1, place[0], place[1]);
        }
        double[] c = {1, 1, -0.5, -0.5, -1, -1, 0.6, 0.6};
        double byCluster = (1 + 0.8 * 0.8) * factor(2, 8);
        double byBlock = (0 + 0.2 * 0.2) * factor(2, 8);

        assertThat(byBlock).isLessThan(byCluster);
        assertThat(estimate(sample, c).variance()).isCloseTo(byCluster, within(1e-14));
    }

    @Test
    void withNoClustersItGoesByDayAlone() {
        int n = 50;
        PairedSample sample = events(n, 1);
        double[] c = contributions(n);
        double byBlock = overPairs(c, (i, j) -> shareBlock(sample, i, j)) * factor(9, n);
        VarianceEstimate actual = estimate(sample, c);
        double independent = overPairs(c, (i, j) -> false);

        assertThat(actual.variance()).isCloseTo(Math.max(byBlock, independent), within(1e-13));
        assertThat(actual.degreesOfFreedom()).isEqualTo(8);
    }

    @Test
    void everyEventInAGroupOfItsOwnIsIndependence() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int day = 0; day < 12; day++) {
            sample.add(0, 0, 0, 0, 0, 1, PairedSample.ALONE, day);
        }
        double[] c = contributions(12);
        VarianceEstimate independent = new IndependentVariance(12).estimate(c);

        assertThat(estimate(sample, c).variance()).isCloseTo(independent.variance(), within(1e-14));
        assertThat(estimate(sample, c).degreesOfFreedom()).isEqualTo(independent.degreesOfFreedom());
    }

    @Test
    void eventsOfNoWeightAreOfNoGroup() {
        PairedSample sample = events(40, 0.2);
        PairedSample more = sample.where(i -> true);
        more.add(0, 0, 0, 0, 0, 0, 99, 30_000);
        more.add(0, 0, 0, 0, 0, 0, PairedSample.ALONE, 30_001);
        EventGroups groups = EventGroups.of(more);

        assertThat(groups.events()).isEqualTo(40);
        assertThat(groups.clusters().count())
                .isEqualTo(EventGroups.of(sample).clusters().count());
        assertThat(groups.blocks().count()).isEqualTo(9);
        double[] c = new double[42];
        System.arraycopy(contributions(40), 0, c, 0, 40);
        assertThat(estimate(more, c)).isEqualTo(estimate(sample, contributions(40)));
    }

    @Test
    void needsTwoClustersAndTwoDays() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        sample.add(0, 0, 0, 0, 0, 1, 1, 5);
        assertThat(new TwoWayClusterVariance(EventGroups.of(sample)).obstacle()).contains(UndeterminedReason.ONE_BLOCK);
        sample.add(0, 0, 0, 0, 0, 1, 1, 6);
        assertThat(new TwoWayClusterVariance(EventGroups.of(sample)).obstacle())
                .contains(UndeterminedReason.ONE_CLUSTER);
        sample.add(0, 0, 0, 0, 0, 1, 2, 6);
        assertThat(new TwoWayClusterVariance(EventGroups.of(sample)).obstacle()).isEmpty();
    }

    @Test
    void manyKeysKeepTheirIds() {
        DenseIds ids = new DenseIds();
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.idOf(key(i))).isEqualTo(i);
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(ids.idOf(key(i))).isEqualTo(i);
            assertThat(ids.find(key(i))).isEqualTo(i);
        }
        assertThat(ids.count()).isEqualTo(10_000);
        assertThat(ids.find(1)).isEqualTo(-1);
    }

    private static long key(int i) {
        return i * 4_294_967_296L - 5_000;
    }
}
