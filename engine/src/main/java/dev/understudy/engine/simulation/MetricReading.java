package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.BoundedDifference;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimate;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.statistics.UndeterminedDifference;
import java.util.Objects;
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
     * @param extremes where decisions hid outcomes, the differences that bound it: {@code value} is then the middle of the
     *     interval, and {@code standardError} such that an interval made of it at this confidence is this one, and at a
     *     higher one is wide enough. Empty where there is one estimate
     */
    public record Difference(
            double value,
            double standardError,
            double lower,
            double upper,
            double confidence,
            double pValue,
            double degreesOfFreedom,
            Optional<Extremes> extremes) {
        public Difference {
            extremes = Objects.requireNonNullElse(extremes, Optional.empty()); // as earlier versions kept it
        }

        /** A difference of which nothing is hidden. */
        public Difference(
                double value,
                double standardError,
                double lower,
                double upper,
                double confidence,
                double pValue,
                double degreesOfFreedom) {
            this(value, standardError, lower, upper, confidence, pValue, degreesOfFreedom, Optional.empty());
        }

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
            StudentEstimate lowest = extremes.map(Extremes::lowest).orElseGet(this::estimate);
            StudentEstimate highest = extremes.map(Extremes::highest).orElseGet(this::estimate);
            return new Difference(
                    value,
                    standardError,
                    lowest.value() - lowest.reach(otherConfidence),
                    highest.value() + highest.reach(otherConfidence),
                    otherConfidence,
                    otherPValue,
                    degreesOfFreedom,
                    extremes);
        }
    }

    /**
     * The range of a difference.
     *
     * @param lowest what it would be if all hidden outcomes were such that it is smallest; gives the lower end
     * @param highest what it would be if it were largest; gives the upper end
     */
    public record Extremes(StudentEstimate lowest, StudentEstimate highest) {}

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
            case BoundedDifference range ->
                new MetricReading(
                        range.metric(),
                        slice,
                        range.events(),
                        Optional.empty(), // of the events that were seen alone they would mislead
                        Optional.empty(),
                        Optional.of(new Difference(
                                range.middle(),
                                range.standardError(),
                                range.lower(),
                                range.upper(),
                                range.lowest().confidence(),
                                range.pValue(),
                                range.degreesOfFreedom(),
                                Optional.of(new Extremes(
                                        range.lowest().estimate(),
                                        range.highest().estimate())))),
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
