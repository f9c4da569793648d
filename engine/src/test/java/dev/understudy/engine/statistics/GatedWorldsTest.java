package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What weights make of outcomes that decisions hid, in simulated worlds whose truth is known. The long form:
 *
 * <pre>mvn -B -pl engine -am test -Dtest=GatedWorldsTest -Dsurefire.failIfNoSpecifiedTests=false \\
 *     -Dunderstudy.worlds=4000 -Dunderstudy.evidence=$PWD/target/gated-outcomes.md</pre>
 */
final class GatedWorldsTest {
    private static final int WORLDS = Integer.getInteger("understudy.worlds", 100);
    private static final int TRUTH_EVENTS = WORLDS >= 1_000 ? 200_000_000 : 2_000_000;
    private static final double EXPLORATION = 0.02;
    private static final double EQUAL_ERROR = 0.7;
    private static final double LARGER_ERROR = 1.2;

    private final PairedEstimator estimator = new PairedEstimator(Dependence.AUTO, 0.95, GatedWorld.COSTS);

    private record Found(PairedDifference weighted, PairedDifference labelledOnly) {}

    private static double mean(List<Found> all, ToDoubleFunction<Found> of) {
        return all.stream().mapToDouble(of).average().orElseThrow();
    }

    private static double deviation(List<Found> all, ToDoubleFunction<Found> of) {
        double mean = mean(all, of);
        double squares = all.stream()
                .mapToDouble(found -> Math.pow(of.applyAsDouble(found) - mean, 2))
                .sum();
        return Math.sqrt(squares / (all.size() - 1));
    }

    private static GatedWorld world(String models, double exploration) {
        return new GatedWorld(EQUAL_ERROR, models.equals("equal") ? EQUAL_ERROR : LARGER_ERROR, exploration);
    }

    private static double truth(String models, Metric metric) {
        return models.equals("equal") ? 0 : world(models, 0).truth(metric, TRUTH_EVENTS, 2026);
    }

    /** The rate of misses fails where its one-sided 99 % Clopper-Pearson bound is above the limit. */
    private static void assertRate(long misses, double limit) {
        double chance = misses == 0
                ? 1
                : BinomialDistribution.of(WORLDS, limit).survivalProbability(Math.toIntExact(misses - 1));
        assertThat(chance).as("%d misses in %d worlds", misses, WORLDS).isGreaterThan(0.01);
    }

    private static boolean holds(double lower, double truth, double upper) {
        return lower <= truth && truth <= upper;
    }

    @ParameterizedTest
    @CsvSource({
        "equal, COST, 0.05", "equal, ACCURACY, 0.01", "equal, BRIER, 0.005",
        "different, COST, 0.05", "different, ACCURACY, 0.01", "different, BRIER, 0.005",
    })
    void exploredOutcomesSpeakForTheHiddenOnes(String models, Metric metric, double margin) throws IOException {
        double truth = truth(models, metric);
        GatedWorld world = world(models, EXPLORATION);
        List<Found> all = IntStream.range(0, WORLDS)
                .parallel()
                .mapToObj(seed -> {
                    GatedWorld.Traffic traffic = world.traffic(seed);
                    return new Found(
                            (PairedDifference) estimator.estimate(metric, traffic.weighted()),
                            (PairedDifference) estimator.estimate(metric, traffic.labelledOnly()));
                })
                .toList();

        double error = mean(all, found -> found.weighted().difference()) - truth;
        double spread = deviation(all, found -> found.weighted().difference());
        double labelledOnly = mean(all, found -> found.labelledOnly().difference()) - truth;
        double labelledError = mean(all, found -> found.labelledOnly().standardError());
        double labelledMonteCarlo = deviation(all, found -> found.labelledOnly().difference()) / Math.sqrt(WORLDS);
        long misses = all.stream()
                .filter(found ->
                        !holds(found.weighted().lower(), truth, found.weighted().upper()))
                .count();
        tell(String.format(
                Locale.ROOT,
                "| %s | %s | %+.5f | %+.5f | %.5f | %.5f | %.5f | %.1f %% | %+.5f | %.1f |",
                models,
                metric.key(),
                truth,
                error,
                spread / Math.sqrt(WORLDS),
                spread,
                mean(all, found -> found.weighted().standardError()),
                100.0 * (WORLDS - misses) / WORLDS,
                labelledOnly,
                Math.abs(labelledOnly) / labelledError));

        // a short form checks fewer worlds, whose mean has a larger error than a tenth of the margin
        assertThat(Math.abs(error)).isLessThanOrEqualTo(2 * spread / Math.sqrt(WORLDS));
        assertThat(Math.abs(error)).isLessThanOrEqualTo(Math.max(margin / 10, 2 * spread / Math.sqrt(WORLDS)));
        // in one window it shows where costs are at stake; on the average of many everywhere
        assertThat(Math.abs(labelledOnly))
                .isGreaterThan(3 * (metric == Metric.COST ? labelledError : labelledMonteCarlo));
        assertRate(misses, 0.07);
    }

    @ParameterizedTest
    @CsvSource({
        "equal, COST",
        "equal, ACCURACY",
        "equal, BRIER",
        "different, COST",
        "different, ACCURACY",
        "different, BRIER"
    })
    void withoutExplorationTheWorstAndTheBestCaseHoldTheTruth(String models, Metric metric) throws IOException {
        double truth = truth(models, metric);
        GatedWorld world = world(models, 0);
        List<BoundedDifference> all = IntStream.range(0, WORLDS)
                .parallel()
                .mapToObj(seed -> {
                    GatedWorld.Traffic traffic = world.traffic(seed);
                    return (BoundedDifference) new HiddenOutcomes(traffic.labelledOnly(), traffic.blocked())
                            .bounds(metric, estimator, Optional.of(GatedWorld.COSTS));
                })
                .toList();
        long misses = all.stream()
                .filter(bounds -> !holds(bounds.lower(), truth, bounds.upper()))
                .count();
        tell(String.format(
                Locale.ROOT,
                "| %s | %s | %+.5f | %+.5f | %+.5f | %.1f %% |",
                models,
                metric.key(),
                truth,
                all.stream().mapToDouble(BoundedDifference::lower).average().orElseThrow(),
                all.stream().mapToDouble(BoundedDifference::upper).average().orElseThrow(),
                100.0 * (WORLDS - misses) / WORLDS));
        assertRate(misses, 0.05);
    }

    private static void tell(String row) throws IOException {
        String file = System.getProperty("understudy.evidence", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }
}
