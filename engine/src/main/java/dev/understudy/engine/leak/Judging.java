package dev.understudy.engine.leak;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.CanonicalValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What features are judged by: the outcomes of a snapshot, older ones to learn from and newer ones to judge. */
final class Judging {
    private static final double NEWEST = 0.25;
    private static final int LEAST = 100;
    /** A class with fewer events on either side says nothing. */
    private static final int LEAST_OF_CLASS = 8;

    private static final int MOST_CLASSES = 20;
    private static final int LEAST_SETTLED = 30;
    private static final double LEAST_SHARE = 0.02;
    /** How many times the exceptions are that there have to be elsewhere. */
    private static final double OTHERWISE = 20;

    private final int[] rows;
    private final int older;
    private final boolean regression;
    private final FeatureColumn.Categorical outcomes;
    /** By target and row: 1 where the event is of the class, else 0; of a regression the number. */
    private final double[][] targets;

    private final List<String> names;

    /**
     * How well something predicts.
     *
     * @param value AUC, of several classes that of the best predicted one; of a regression R², of a straight line
     * @param what is predicted, for a sentence
     */
    record Figure(double value, String what) {}

    /**
     * Where a feature is missing, or is not, the outcome is as good as settled.
     *
     * @param state where: missing or filled
     * @param outcome which outcome
     * @param share of the newer events there that have it
     * @param elsewhere share of the other newer events that have it
     */
    record Settled(String state, String outcome, double share, double elsewhere) {}

    private Judging(
            int[] rows,
            boolean regression,
            FeatureColumn.Categorical outcomes,
            double[][] targets,
            List<String> names) {
        this.rows = rows;
        this.older = rows.length - (int) Math.round(rows.length * NEWEST);
        this.regression = regression;
        this.outcomes = outcomes;
        this.targets = targets;
        this.names = List.copyOf(names);
    }

    /** What a snapshot can be judged by; empty where there are too few events, or only one class. */
    static Optional<Judging> of(TrainingSnapshot snapshot, int mostEvents) {
        int size = Math.min(mostEvents, snapshot.rows());
        if (size < LEAST) {
            return Optional.empty();
        }
        int[] rows = IntStream.range(0, size)
                .map(i -> (int) ((long) i * snapshot.rows() / size))
                .toArray();
        TaskDefinition task = snapshot.spec().task();
        if (task.kind() == TaskKind.REGRESSION) {
            double[] numbers = numbers(snapshot.outcomes(), rows);
            return Optional.of(
                    new Judging(rows, true, snapshot.outcomes(), new double[][] {numbers}, List.of("the outcome")));
        }
        List<double[]> targets = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String name : classes(snapshot, task)) {
            int code = snapshot.outcomes().dictionary().indexOf(name);
            double[] target = Arrays.stream(rows)
                    .mapToDouble(row -> snapshot.outcomes().value(row) == code ? 1 : 0)
                    .toArray();
            int newest = (int) Math.round(rows.length * NEWEST);
            if (isThere(target, 0, rows.length - newest) && isThere(target, rows.length - newest, rows.length)) {
                targets.add(target);
                names.add("the outcome " + name);
            }
        }
        return targets.isEmpty()
                ? Optional.empty()
                : Optional.of(new Judging(rows, false, snapshot.outcomes(), targets.toArray(double[][]::new), names));
    }

    private static boolean isThere(double[] target, int from, int to) {
        double positive = Arrays.stream(target, from, to).sum();
        return positive >= LEAST_OF_CLASS && to - from - positive >= LEAST_OF_CLASS;
    }

    private static List<String> classes(TrainingSnapshot snapshot, TaskDefinition task) {
        List<String> known = snapshot.outcomes().dictionary();
        return task.kind() == TaskKind.BINARY
                ? task.outcome().positive().stream().filter(known::contains).toList()
                : known.subList(0, Math.min(MOST_CLASSES, known.size()));
    }

    private static double[] numbers(FeatureColumn.Categorical outcomes, int[] rows) {
        double[] byCode = outcomes.dictionary().stream()
                .mapToDouble(text -> CanonicalValue.number(text).orElse(0))
                .toArray();
        return Arrays.stream(rows)
                .mapToDouble(row -> byCode[outcomes.value(row)])
                .toArray();
    }

    boolean isRegression() {
        return regression;
    }

    String unit() {
        return regression ? "R²" : "an AUC of";
    }

    int size() {
        return rows.length;
    }

    int older() {
        return older;
    }

    /** The row of the snapshot. */
    int row(int index) {
        return rows[index];
    }

    int targets() {
        return targets.length;
    }

    double target(int target, int index) {
        return targets[target][index];
    }

    /** In which share of the events a column says what the outcome says. */
    double equalShare(FeatureColumn column) {
        int equal = 0;
        List<String> words = outcomes.dictionary();
        double[] numbers = words.stream()
                .mapToDouble(text -> numberOf(text).orElse(Double.NaN))
                .toArray();
        List<String> said =
                column instanceof FeatureColumn.Categorical categories ? categories.dictionary() : List.of();
        for (int row : rows) {
            int outcome = outcomes.value(row);
            equal += switch (column) {
                case FeatureColumn.Numeric number -> number.value(row) == numbers[outcome] ? 1 : 0;
                case FeatureColumn.Categorical categories ->
                    words.get(outcome).equals(word(said, categories.value(row))) ? 1 : 0;
            };
        }
        return (double) equal / rows.length;
    }

    private static OptionalDouble numberOf(String text) {
        return CanonicalValue.number(text);
    }

    private static @Nullable String word(List<String> words, int code) {
        return code == FeatureColumn.Categorical.MISSING ? null : words.get(code);
    }

    /** How well a feature alone predicts the newer outcomes. */
    Figure figure(OneFeature feature) {
        int best = 0;
        double value = Double.NEGATIVE_INFINITY;
        for (int target = 0; target < targets.length; target++) {
            int asked = target;
            double reached = reached(target, index -> feature.says(asked, index));
            if (reached > value) {
                value = reached;
                best = target;
            }
        }
        return new Figure(value, names.get(best));
    }

    /** How well features do together, as if each spoke for itself (naive Bayes; of numbers, their shifts added up). */
    double together(List<OneFeature> features) {
        double best = regression ? 0 : 0.5;
        for (int target = 0; target < targets.length; target++) {
            int asked = target;
            double[] sums = new double[size()];
            for (OneFeature feature : features) {
                for (int index = 0; index < sums.length; index++) {
                    sums[index] += feature.moves(target, index, !regression);
                }
            }
            best = Math.max(best, reached(asked, index -> sums[index]));
        }
        return best;
    }

    private double reached(int target, IntToDoubleFunction score) {
        return regression ? explained(target, score) : auc(target, score);
    }

    /**
     * The share of the newer outcomes' variance that a straight line through what was said explains: the squared
     * correlation, which does not mind that all outcomes have grown since.
     */
    private double explained(int target, IntToDoubleFunction score) {
        double[] said = IntStream.range(older, size()).mapToDouble(score).toArray();
        double x = Arrays.stream(said).average().orElse(0);
        double y = Arrays.stream(targets[target], older, size()).average().orElse(0);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < said.length; i++) {
            double dx = said[i] - x;
            double dy = targets[target][older + i] - y;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        return xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy);
    }

    /** Mann and Whitney (1947), ties counting half. */
    private double auc(int target, IntToDoubleFunction score) {
        Integer[] order = IntStream.range(older, size()).boxed().toArray(Integer[]::new);
        double[] scores = IntStream.range(0, size())
                .mapToDouble(i -> i < older ? 0 : score.applyAsDouble(i))
                .toArray();
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        double pairs = 0;
        double negatives = 0;
        double positives = 0;
        for (int i = 0; i < order.length; ) {
            double tiedPositives = 0;
            int end = i;
            while (end < order.length && scores[order[end]] == scores[order[i]]) {
                tiedPositives += targets[target][order[end++]];
            }
            double tiedNegatives = end - i - tiedPositives;
            pairs += tiedPositives * (negatives + tiedNegatives / 2);
            negatives += tiedNegatives;
            positives += tiedPositives;
            i = end;
        }
        return pairs / (positives * negatives);
    }

    /** Whether one of two cells settles the outcome, where there are enough newer events in it. */
    Optional<Settled> settled(OneFeature missing, double least) {
        if (regression) {
            return Optional.empty();
        }
        for (int target = 0; target < targets.length; target++) {
            double[] events = new double[2];
            double[] hits = new double[2];
            for (int i = older; i < size(); i++) {
                events[missing.cell(i)]++;
                hits[missing.cell(i)] += targets[target][i];
            }
            for (int cell = 0; cell < 2; cell++) {
                if (events[cell] >= LEAST_SETTLED && events[cell] >= LEAST_SHARE * (events[0] + events[1])) {
                    double share = hits[cell] / events[cell];
                    double elsewhere = hits[1 - cell] / Math.max(1, events[1 - cell]);
                    String state = cell == 0 ? "missing" : "filled";
                    // an outcome that is nearly always so anyway is settled by nothing
                    if (share >= least && elsewhere <= 1 - OTHERWISE * (1 - least)) {
                        return Optional.of(new Settled(state, names.get(target), share, elsewhere));
                    }
                    if (targets.length == 1 && share <= 1 - least && elsewhere >= OTHERWISE * (1 - least)) {
                        return Optional.of(new Settled(state, "not " + names.get(target), 1 - share, 1 - elsewhere));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
