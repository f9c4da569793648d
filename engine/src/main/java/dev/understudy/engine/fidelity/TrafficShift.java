package dev.understudy.engine.fidelity;

import dev.understudy.engine.simulation.Charts;
import dev.understudy.engine.statistics.PredictionInterval;
import dev.understudy.engine.statistics.StudentEstimate;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How one model's labels changed between two windows: the model is the same, so that it is the traffic that changed. Days
 * are the units, weighted by their events, since events of one day resemble each other; whether they differ is Welch's
 * (1947) test.
 *
 * @param before share of the events with the label in the first window; the mean prediction in a regression
 * @param after the same in the second
 * @param changed whether they differ at a level of 1 %
 */
public record TrafficShift(double before, double after, boolean changed) {
    /** Of a change that is nothing but chance, one in a hundred is taken for one. */
    static final double CONFIDENCE = 0.99;

    /**
     * Compares what a model said in two windows.
     *
     * @param before the days of the first, at least two
     * @param after the days of the second, at least two
     */
    static TrafficShift of(
            List<Charts.Day> before,
            ToDoubleFunction<Charts.Day> saidBefore,
            List<Charts.Day> after,
            ToDoubleFunction<Charts.Day> saidAfter) {
        StudentEstimate first = mean(before, saidBefore);
        StudentEstimate second = mean(after, saidAfter);
        return new TrafficShift(first.value(), second.value(), differ(first, second));
    }

    /** Whether two independent estimates differ. */
    static boolean differ(StudentEstimate first, StudentEstimate second) {
        return !PredictionInterval.of(first, second, CONFIDENCE).covers(second.value());
    }

    private static StudentEstimate mean(List<Charts.Day> days, ToDoubleFunction<Charts.Day> said) {
        double events = days.stream().mapToDouble(Charts.Day::events).sum();
        double mean = days.stream()
                        .mapToDouble(day -> day.events() * said.applyAsDouble(day))
                        .sum()
                / events;
        double squares = days.stream()
                .mapToDouble(day -> day.events() * (said.applyAsDouble(day) - mean))
                .map(deviation -> deviation * deviation)
                .sum();
        double count = days.size();
        return new StudentEstimate(mean, Math.sqrt(squares * count / (count - 1)) / events, Math.max(1, count - 1));
    }
}
