package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimate;
import dev.understudy.engine.statistics.StudentEstimate;
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
            double degreesOfFreedom) {
        /** The estimate behind the interval. */
        public StudentEstimate estimate() {
            return new StudentEstimate(value, standardError, degreesOfFreedom);
        }

        /**
         * The same difference with the interval at another confidence.
         *
         * @param otherConfidence in (0, 1)
         * @param otherPValue what goes with it
         */
        public Difference at(double otherConfidence, double otherPValue) {
            double reach = estimate().reach(otherConfidence);
            return new Difference(
                    value, standardError, value - reach, value + reach, otherConfidence, otherPValue, degreesOfFreedom);
        }
    }

    /** The same reading with another interval of its difference. */
    public MetricReading with(Difference other) {
        return new MetricReading(metric, slice, events, live, candidate, Optional.of(other), undetermined);
    }

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
