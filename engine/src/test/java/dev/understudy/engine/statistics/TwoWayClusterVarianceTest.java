package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    private static Map<Object, List<Integer>> groups(int events, IntFunction<Object> groupOf) {
        return IntStream.range(0, events).boxed().collect(Collectors.groupingBy(groupOf::apply));
    }

    private static Object cluster(PairedSample sample, int event) {
        return sample.cluster(event) == PairedSample.ALONE ? "alone " + event : sample.cluster(event);
    }

    private static double unscaled(int events) {
        return (events - 1.0) / events;
    }

    /**
     * The jackknife over groups, word for word: the mean of u without each group in turn, and the squared distances from the
     * mean over all.
     */
    private static double jackknife(double[] u, Map<Object, List<Integer>> groups) {
        double all = Arrays.stream(u).average().orElseThrow();
        double sum = 0;
        for (List<Integer> group : groups.values()) {
            double without = IntStream.range(0, u.length)
                    .filter(i -> !group.contains(i))
                    .mapToDouble(i -> u[i])
                    .average()
                    .orElseThrow();
            sum += (without - all) * (without - all);
        }
        return sum * (groups.size() - 1) / groups.size();
    }

    /** The contributions to a mean, centred. */
    private static double[] toMean(double[] u) {
        double all = Arrays.stream(u).average().orElseThrow();
        double scale = Math.sqrt(u.length / (u.length - 1.0)) / u.length;
        return Arrays.stream(u).map(value -> (value - all) * scale).toArray();
    }

    /** Daily sums of either sign, so that no day resembles the one before. */
    private static double[] alternating(PairedSample sample, double[] u) {
        double[] changed = u.clone();
        for (int i = 0; i < u.length; i++) {
            changed[i] += sample.block(i) % 2 == 0 ? 2 : -2;
        }
        return changed;
    }

    @Test
    void oneWayItIsTheJackknifeOverDays() {
        int n = 60;
        PairedSample sample = events(n, 1);
        double[] u = alternating(sample, contributions(n));
        double expected = jackknife(u, groups(n, sample::block));
        VarianceEstimate actual = estimate(sample, toMean(u));

        assertThat(actual.variance()).isCloseTo(expected, within(1e-13));
        assertThat(actual.blockInflation()).isEqualTo(1);
    }

    @Test
    void twoWayItIsBothJackknivesLessThePairsThatShareBoth() {
        int n = 120;
        PairedSample sample = events(n, 0.3);
        double[] u = contributions(n);
        for (int i = 0; i < n; i++) {
            u[i] += sample.cluster(i) % 2 + (sample.block(i) % 2 == 0 ? 1 : -1);
        }
        double[] c = toMean(u);
        double byCluster = jackknife(u, groups(n, i -> cluster(sample, i)));
        double byBlock = jackknife(u, groups(n, sample::block));
        int both = groups(n, i -> cluster(sample, i) + "/" + sample.block(i)).size();
        double byBoth = overPairs(c, (i, j) -> shareCluster(sample, i, j) && shareBlock(sample, i, j))
                * both
                / (both - 1)
                * unscaled(n);
        double expected = byCluster + byBlock - byBoth;

        assertThat(expected).as("the floor is another test").isGreaterThan(Math.max(byCluster, byBlock));
        VarianceEstimate actual = estimate(sample, c);
        assertThat(actual.variance()).isCloseTo(expected, within(1e-13));
        // nine days are few
        assertThat(actual.degreesOfFreedom()).isLessThanOrEqualTo(8);
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
        // two groups of half the weight each: 1/2 · (2 x)² is twice x²
        double byCluster = unscaled(8) * 2 * (1 + 0.8 * 0.8);

        assertThat(estimate(sample, c).variance()).isCloseTo(byCluster, within(1e-14));
    }

    @Test
    void aLargeGroupIsTakenOutBeforeItIsJudged() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int i = 0; i < 100; i++) {
            sample.add(0, 0, 0, 0, 0, 1, i < 40 ? 0 : i, i % 20);
        }
        GroupLeverage leverage = EventGroups.of(sample).ofClusters();

        assertThat(leverage.correction(0)).isCloseTo(1 / 0.6, within(1e-12));
        assertThat(leverage.correction(1)).isCloseTo(1 / 0.99, within(1e-12));
        // 100² / (40² + 60)
        assertThat(leverage.degreesOfFreedom()).isCloseTo(10_000.0 / 1_660 - 1, within(1e-9));
    }

    @Test
    void daysThatResembleTheDayBeforeWidenIt() {
        int days = 28;
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        double[] waves = new double[days];
        for (int day = 0; day < days; day++) {
            sample.add(0, 0, 0, 0, 0, 1, PairedSample.ALONE, day);
            waves[day] = Math.sin(day / 4.0);
        }
        double[] jumps = IntStream.range(0, days)
                .mapToDouble(day -> day % 2 == 0 ? 1 : -1)
                .toArray();

        assertThat(estimate(sample, waves).blockInflation()).isGreaterThan(5);
        assertThat(estimate(sample, jumps).blockInflation()).isEqualTo(1);
    }

    @Test
    void theOrderOfTheLogDoesNotMatterAndGapsEndASeries() {
        double[] sums = {1, 2, 3, -2, -3, -1};

        assertThat(SerialCorrelation.inflation(new double[] {-2, 3, 1, -1, 2, -3}, new int[] {7, 6, 4, 9, 5, 8}))
                .isEqualTo(SerialCorrelation.inflation(sums, new int[] {4, 5, 6, 7, 8, 9}))
                .isGreaterThan(1);
        assertThat(SerialCorrelation.inflation(sums, new int[] {4, 6, 8, 10, 12, 14}))
                .isEqualTo(1);
    }

    @Test
    void everyEventInAGroupOfItsOwnIsIndependence() {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (int day = 0; day < 12; day++) {
            sample.add(0, 0, 0, 0, 0, 1, PairedSample.ALONE, day);
        }
        double[] c = toMean(alternating(sample, contributions(12)));
        VarianceEstimate independent = new IndependentVariance(12).estimate(c);

        assertThat(estimate(sample, c).variance()).isCloseTo(independent.variance(), within(1e-14));
        assertThat(estimate(sample, c).degreesOfFreedom()).isCloseTo(independent.degreesOfFreedom(), within(1e-9));
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
