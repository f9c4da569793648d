package dev.understudy.engine.model;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model's parameters were found: which were tried, on how many training events, and how well each did on newer
 * ones.
 *
 * @param loss what was made small: {@code log-loss}, or {@code mean-squared-error} of a regression
 * @param validated on how many events, the newest of the training snapshot
 * @param trials all of them, by their numbers from 1 on
 */
public record Tuning(String loss, int validated, List<Trial> trials) {
    public Tuning {
        trials = List.copyOf(trials);
        if (trials.isEmpty() || trials.stream().noneMatch(trial -> Double.isFinite(trial.loss()))) {
            throw JsonFields.invalid("its tuning has no trial that came to an end");
        }
    }

    /**
     * One set of parameters.
     *
     * @param number from 1 on; the first is what the task file says
     * @param parameters those that were searched, by name
     * @param trainedOn how many events the last training of it saw; better ones go on to more
     * @param loss on the newest events, smaller is better; infinite where the training failed
     */
    public record Trial(int number, SortedMap<String, String> parameters, int trainedOn, double loss) {
        public Trial {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(parameters)));
        }
    }

    /** Those that got furthest first, of these the best first, of equals the earlier. */
    public static Comparator<Trial> ranking() {
        return Comparator.comparingInt(Trial::trainedOn)
                .reversed()
                .thenComparingDouble(Trial::loss)
                .thenComparingInt(Trial::number);
    }

    /** The trials in that order; the first is the one that was trained in the end. */
    public List<Trial> ranked() {
        return trials.stream().sorted(ranking()).toList();
    }
}
