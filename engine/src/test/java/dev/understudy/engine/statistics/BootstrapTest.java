package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Analytic standard errors against drawing the events again and again. */
class BootstrapTest {
    private static final int RESAMPLES = Integer.getInteger("understudy.resamples", 2_000);
    /** The more resamples, the more events, so that what the delta method drops stays below what they resolve. */
    private static final int EVENTS = RESAMPLES / 4;

    /** Four Monte Carlo errors of a standard error, 1/√(2B) each, and ten of n to the −1 for what the delta method drops. */
    private static final double TOLERANCE = 4 / Math.sqrt(2.0 * RESAMPLES) + 10.0 / EVENTS;

    static Stream<Arguments> metricsByKind() {
        return InfluenceCalculatorTest.metricsByKind();
    }

    @ParameterizedTest
    @MethodSource("metricsByKind")
    void standardErrorIsThatOfTheBootstrap(Metric metric, TaskKind kind) {
        PairedSample sample = Samples.unweighted(kind, 21, EVENTS);
        DecisionCosts costs = new DecisionCosts(4, 10);
        InfluenceCalculator calculator = new InfluenceCalculator(costs);
        SplittableRandom random = new SplittableRandom(22);
        double mean = 0;
        double squares = 0;
        for (int b = 1; b <= RESAMPLES; b++) {
            PairedSample drawn = PairedSample.empty(kind);
            for (int i = 0; i < EVENTS; i++) {
                Samples.copy(sample, random.nextInt(EVENTS), 1, drawn);
            }
            double difference = ((PairedInfluence) calculator.of(metric, drawn)).difference();
            double deviation = difference - mean;
            mean += deviation / b;
            squares += deviation * (difference - mean);
        }
        double bootstrap = Math.sqrt(squares / (RESAMPLES - 1));

        PairedDifference analytic =
                (PairedDifference) new PairedEstimator(Dependence.NONE, 0.95, costs).estimate(metric, sample);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.6f | %.6f | %+.1f |%n",
                kind.key(),
                metric.key(),
                analytic.standardError(),
                bootstrap,
                (analytic.standardError() / bootstrap - 1) * Math.sqrt(2.0 * RESAMPLES));
        assertThat(analytic.standardError()).isCloseTo(bootstrap, within(TOLERANCE * bootstrap));
    }
}
