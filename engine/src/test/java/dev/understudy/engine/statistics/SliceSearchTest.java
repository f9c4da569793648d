package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SliceSearchTest {
    private static final DecisionCosts COSTS = new DecisionCosts(4, 20);
    private static final int COLUMNS = 6;
    private static final int VALUES = 5;

    private record World(PairedSample sample, List<Slicing> columns, List<short[]> codes) {}

    /** Two equally good models on events of sellers and days; where a predicate holds, the candidate guesses. */
    private static World world(long seed, int events, int days, IntPredicate spoiltByFirstCode) {
        SplittableRandom random = new SplittableRandom(seed);
        PairedSample sample = PairedSample.empty(TaskKind.BINARY);
        List<short[]> codes = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            codes.add(new short[events]);
        }
        int sellers = events / 5;
        double[] liveOfSeller = random.doubles(sellers).map(x -> x - 0.5).toArray();
        double[] candidateOfSeller = random.doubles(sellers).map(x -> x - 0.5).toArray();
        for (int i = 0; i < events; i++) {
            for (short[] column : codes) {
                column[i] = (short) random.nextInt(VALUES);
            }
            int seller = random.nextInt(sellers);
            double signal = random.nextGaussian();
            int outcome = random.nextDouble() < 1 / (1 + Math.exp(-2 * signal)) ? 1 : 0;
            double live = 1 / (1 + Math.exp(-signal - liveOfSeller[seller] - 0.7 * random.nextGaussian()));
            double noise = candidateOfSeller[seller] + 0.7 * random.nextGaussian();
            double candidate = spoiltByFirstCode.test(codes.getFirst()[i])
                    ? random.nextDouble()
                    : 1 / (1 + Math.exp(-signal - noise));
            sample.add(outcome, live, candidate, live >= 0.5 ? 1 : 0, candidate >= 0.5 ? 1 : 0, 1, seller, (int)
                    ((long) i * days / events));
        }
        List<Slicing> columns = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            String name = "c" + column + "=";
            columns.add(new Slicing(
                    IntStream.range(0, VALUES).mapToObj(value -> name + value).toList(), codes.get(column)));
        }
        return new World(sample, columns, codes);
    }

    private static SliceFindings search(World world, Metric metric) {
        return new SliceSearch(world.sample(), metric, COSTS, Dependence.AUTO, 0.95, 1).search(world.columns());
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"AUC", "LOG_LOSS", "BRIER", "ACCURACY", "F1", "PRECISION", "RECALL", "COST"})
    void aSliceHasTheDifferenceOfItsOwnSample(Metric metric) {
        World world = world(7, 30_000, 28, code -> code == 3);

        SliceFinding finding = search(world, metric).worst().getFirst();

        PairedDifference alone = (PairedDifference) new PairedEstimator(Dependence.AUTO, 0.95, COSTS)
                .estimate(metric, world.sample().where(i -> world.codes().getFirst()[i] == 3));
        assertThat(finding.slice()).isEqualTo("c0=3");
        assertThat(finding.events()).isEqualTo(alone.events());
        assertThat(finding.live()).isCloseTo(alone.live(), within(1e-12));
        assertThat(finding.candidate()).isCloseTo(alone.candidate(), within(1e-12));
        assertThat(finding.upper() - finding.lower())
                .isCloseTo(alone.upper() - alone.lower(), within(0.2 * (alone.upper() - alone.lower())));
    }

    @Test
    void aSpoiltValueIsFoundAndNothingElse() {
        SliceFindings findings = search(world(11, 8_000, 28, code -> code == 2), Metric.AUC);

        assertThat(findings.tested()).isEqualTo(COLUMNS * VALUES);
        assertThat(findings.worst().getFirst().slice()).isEqualTo("c0=2");
        assertThat(findings.worst().getFirst().qValue()).isLessThan(0.001);
        assertThat(findings.worst().getFirst().upper()).isNegative();
    }

    @Test
    void equalModelsAreFoundWorseSomewhereInNoMoreWorldsThanTheRateAllows() {
        int worlds = Integer.getInteger("understudy.worlds", 120);
        int found = 0;
        for (int seed = 0; seed < worlds; seed++) {
            found += search(world(seed, 3_000, 28, code -> false), Metric.AUC).found() > 0 ? 1 : 0;
        }
        // three standard errors of chance above the rate
        double most = worlds * SliceSearch.RATE + 3 * Math.sqrt(worlds * SliceSearch.RATE * (1 - SliceSearch.RATE));
        assertThat(found).isLessThanOrEqualTo((int) most);
    }

    @Test
    void everySecondEventGivesTheSearchOfThatHalf() {
        World world = world(5, 6_001, 28, code -> code == 1);
        PairedSample half = world.sample().where(i -> i % 2 == 0);
        List<Slicing> columns = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            short[] all = world.codes().get(column);
            short[] some = new short[half.size()];
            for (int j = 0; j < some.length; j++) {
                some[j] = all[2 * j];
            }
            String name = "c" + column + "=";
            columns.add(new Slicing(
                    IntStream.range(0, VALUES).mapToObj(value -> name + value).toList(), some));
        }

        SliceFindings thinned =
                new SliceSearch(world.sample(), Metric.AUC, null, Dependence.AUTO, 0.95, 2).search(columns);
        SliceFindings alone = new SliceSearch(half, Metric.AUC, null, Dependence.AUTO, 0.95, 1).search(columns);

        assertThat(thinned.worst()).isNotEmpty();
        assertThat(thinned.worst().getFirst().difference())
                .isCloseTo(alone.worst().getFirst().difference(), within(1e-12));
        assertThat(thinned.worst().getFirst().pValue())
                .isCloseTo(alone.worst().getFirst().pValue(), within(1e-9));
    }
}
