package dev.understudy.engine.simulation;

import java.time.LocalDate;
import java.util.List;

/**
 * What reports and screens draw, already thinned.
 *
 * @param live curve of the live model: ROC for a binary task, share of events by absolute error for a regression
 * @param candidate curve of the candidate
 * @param days both models day by day
 */
public record Charts(List<Point> live, List<Point> candidate, List<Day> days) {
    public Charts {
        live = List.copyOf(live);
        candidate = List.copyOf(candidate);
        days = List.copyOf(days);
    }

    /**
     * A point of a curve.
     *
     * @param x false positive rate, or absolute error
     * @param y true positive rate, or share
     */
    public record Point(double x, double y) {}

    /**
     * One day of the window.
     *
     * @param day in UTC
     * @param events how many
     * @param live share labelled positive; of several classes, share that gets its most frequent label; mean prediction
     *     of a regression
     * @param candidate likewise, of the same label
     * @param known how many outcomes count
     */
    public record Day(LocalDate day, long events, double live, double candidate, long known) {}
}
