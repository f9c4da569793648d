package dev.understudy.engine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.TaskKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AUC against the formulas of DeLong, DeLong and Clarke-Pearson (1988), pair by pair. */
class DeLongTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void independentEventsHaveTheVarianceOfDeLong(long seed) {
        PairedSample sample = Samples.unweighted(TaskKind.BINARY, seed, 100);
        PairedEstimate estimate = new PairedEstimator(Dependence.NONE, 0.95, null).estimate(Metric.AUC, sample);

        PairedDifference auc = (PairedDifference) estimate;
        double expected = variance(sample);
        assertThat(auc.live()).isCloseTo(auc(sample, Side.LIVE), within(1e-14));
        assertThat(auc.candidate()).isCloseTo(auc(sample, Side.CANDIDATE), within(1e-14));
        assertThat(auc.standardError() * auc.standardError()).isCloseTo(expected, within(1e-12 * expected));
    }

    private static List<Integer> eventsOf(PairedSample sample, double outcome) {
        List<Integer> events = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            if (sample.outcome(i) == outcome) {
                events.add(i);
            }
        }
        return events;
    }

    private static double kernel(PairedSample sample, Side side, int positive, int negative) {
        return (Math.signum(sample.score(side, positive) - sample.score(side, negative)) + 1) / 2;
    }

    private static double auc(PairedSample sample, Side side) {
        return eventsOf(sample, 1).stream()
                .mapToDouble(positive -> placement(sample, side, positive))
                .average()
                .orElseThrow();
    }

    private static double placement(PairedSample sample, Side side, int event) {
        boolean isPositive = sample.outcome(event) == 1;
        return eventsOf(sample, isPositive ? 0 : 1).stream()
                .mapToDouble(
                        other -> isPositive ? kernel(sample, side, event, other) : kernel(sample, side, other, event))
                .average()
                .orElseThrow();
    }

    /** S10/m + S01/n for the candidate, plus the same for the live model, less twice that of both together. */
    private static double variance(PairedSample sample) {
        return covariance(sample, Side.CANDIDATE, Side.CANDIDATE)
                + covariance(sample, Side.LIVE, Side.LIVE)
                - 2 * covariance(sample, Side.LIVE, Side.CANDIDATE);
    }

    private static double covariance(PairedSample sample, Side first, Side second) {
        double covariance = 0;
        for (double outcome : new double[] {1, 0}) {
            List<Integer> events = eventsOf(sample, outcome);
            double sum = 0;
            for (int event : events) {
                sum += (placement(sample, first, event) - auc(sample, first))
                        * (placement(sample, second, event) - auc(sample, second));
            }
            covariance += sum / (events.size() - 1) / events.size();
        }
        return covariance;
    }
}
