package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimate;
import dev.understudy.engine.statistics.UndeterminedDifference;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One metric of both models, as it is kept with the simulation.
 *
 * @param metric which
 * @param slice the events it is limited to, as {@code column=value}
 * @param events labelled events behind it
 * @param live the live model's value, if it can be computed
 * @param candidate the candidate's
 * @param difference candidate − live with its interval, if it can be determined
 * @param undetermined why not, otherwise
 */
public record MetricReading(
        Metric metric,
        Optional<String> slice,
        long events,
        Optional<Double> live,
        Optional<Double> candidate,
        Optional<Difference> difference,
        Optional<String> undetermined) {
    /**
     * A difference with its interval.
     *
     * @param value candidate − live
     * @param standardError of it
     * @param lower bound
     * @param upper bound
     * @param confidence of the two-sided interval
     * @param pValue two-sided, of no difference
     * @param degreesOfFreedom of Student's t
     */
    public record Difference(
            double value,
            double standardError,
            double lower,
            double upper,
            double confidence,
            double pValue,
            double degreesOfFreedom) {}

    /** What an estimate says. */
    static MetricReading of(PairedEstimate estimate, Optional<String> slice) {
        return switch (estimate) {
            case PairedDifference paired ->
                new MetricReading(
                        paired.metric(),
                        slice,
                        paired.events(),
                        Optional.of(paired.live()),
                        Optional.of(paired.candidate()),
                        Optional.of(new Difference(
                                paired.difference(),
                                paired.standardError(),
                                paired.lower(),
                                paired.upper(),
                                paired.confidence(),
                                paired.pValue(),
                                paired.degreesOfFreedom())),
                        Optional.empty());
            case UndeterminedDifference none ->
                new MetricReading(
                        none.metric(),
                        slice,
                        none.events(),
                        boxed(none.live()),
                        boxed(none.candidate()),
                        Optional.empty(),
                        Optional.of(none.reason().sentence()));
        };
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
