package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.RocComparison;
import dev.understudy.engine.statistics.ScoreHistogram;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What reports and screens draw, already thinned.
 *
 * @param live curve of the live model: ROC for a binary task, share of events by absolute error for a regression
 * @param candidate curve of the candidate
 * @param days both models day by day
 * @param rocDifferences of a binary task, how far apart the curves are, by rising false positive rate; empty where that
 *     cannot be told, and in simulations of versions before it was measured
 * @param scores how the scores spread; empty for a regression, and in simulations of versions before they were counted
 */
public record Charts(
        List<Point> live,
        List<Point> candidate,
        List<Day> days,
        List<RocComparison.Difference> rocDifferences,
        Optional<Scores> scores) {
    public Charts {
        live = List.copyOf(live);
        candidate = List.copyOf(candidate);
        days = List.copyOf(days);
        // what an earlier version kept does not have them
        rocDifferences = List.copyOf(Objects.requireNonNullElse(rocDifferences, List.of()));
        scores = Objects.requireNonNullElse(scores, Optional.empty());
    }

    /**
     * How both models' scores of one label spread, over all events that both have scored, whether their outcome is known
     * or not.
     *
     * @param label the positive one; of several classes, the one that was most frequent in training
     * @param histogram how many events by score
     */
    public record Scores(String label, ScoreHistogram histogram) {}

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
     * @param known how many outcomes are settled: they count, or a decision hid them for good
     */
    public record Day(LocalDate day, long events, double live, double candidate, long known) {}
}
