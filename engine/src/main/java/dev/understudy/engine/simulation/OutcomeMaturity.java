package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.DelayCurve;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How the outcomes of a window come in.
 *
 * @param curve which share counts so many days after the event
 * @param days how many outcomes of each day count
 * @param steps the same window, cut to events that are old enough
 * @param advisedTo where the window has to end so that as many of its outcomes count as the task asks for; empty where
 *     they do already, or where no day leaves enough
 */
public record OutcomeMaturity(DelayCurve curve, List<Day> days, List<Step> steps, Optional<Instant> advisedTo) {
    public OutcomeMaturity {
        days = List.copyOf(days);
        steps = List.copyOf(steps);
    }

    /**
     * One day of the window, with all its events.
     *
     * @param day in UTC
     * @param events how many
     * @param known how many of them have an outcome that counts
     */
    public record Day(LocalDate day, long events, long known) {
        /** The share of its events whose outcome counts. */
        public double coverage() {
            return events == 0 ? 0 : (double) known / events;
        }
    }

    /**
     * The events of a window that are so old that a share of the outcomes of their age counts.
     *
     * @param share which
     * @param age in days, by the curve
     * @param to where the window is cut: the midnight before so many days have passed, or its own end
     * @param events in the cut window
     * @param known how many of them have an outcome that counts
     * @param positive which share of these is positive; empty but for binary tasks, and where there is none
     * @param metrics those of the gate, on the events that both models have scored
     */
    public record Step(
            double share,
            int age,
            Instant to,
            long events,
            long known,
            Optional<Double> positive,
            List<MetricReading> metrics) {
        public Step {
            metrics = List.copyOf(metrics);
        }

        /** The share of its events whose outcome counts. */
        public double coverage() {
            return events == 0 ? 0 : (double) known / events;
        }
    }
}
