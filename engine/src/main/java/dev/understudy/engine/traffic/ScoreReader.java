package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.DecisionThreshold;
import dev.understudy.engine.task.TaskDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a model that lives elsewhere said of an event from a file's row. */
final class ScoreReader {
    /** How far probabilities may be from adding up to 1: logs round them. */
    private static final double ROUNDING = 0.01;

    private final TaskDefinition task;
    private final ScoreColumns columns;

    ScoreReader(TaskDefinition task, ScoreColumns columns) {
        columns.check(task);
        this.task = task;
        this.columns = columns;
    }

    /**
     * The score and label of a row.
     *
     * @throws UnderstudyException DATA_INVALID, naming the value that cannot be taken
     */
    LoggedScore read(Map<String, @Nullable String> row) {
        return switch (task.kind()) {
            case BINARY -> binary(row);
            case MULTICLASS -> multiclass(row);
            case REGRESSION ->
                new LoggedScore(
                        columns.version(), new Score.Single(number(columns.score(), value(row))), Optional.empty());
        };
    }

    private LoggedScore binary(Map<String, @Nullable String> row) {
        double score = probability(columns.score(), value(row));
        String positive = task.outcome().positive().orElseThrow();
        // a threshold that each training finds anew says nothing of a model that was trained elsewhere
        double threshold = task.decision().threshold() instanceof DecisionThreshold.Fixed(double value)
                ? value
                : DecisionThreshold.USUAL.value();
        String byThreshold = score >= threshold ? positive : "not " + positive;
        return new LoggedScore(
                columns.version(),
                new Score.Single(score),
                Optional.of(label(row).orElse(byThreshold)));
    }

    private LoggedScore multiclass(Map<String, @Nullable String> row) {
        SortedMap<String, Double> byClass = new TreeMap<>();
        String map = CanonicalValue.of(row.get(columns.score()));
        if (map == null) {
            row.forEach((column, text) -> {
                if (columns.isOfOneClass(task, column)) {
                    put(byClass, column.substring(columns.score().length()), column, text);
                }
            });
        } else {
            Map<String, @Nullable String> scores = new HashMap<>();
            RawInputJson.read(map, scores::put);
            scores.forEach((name, text) -> put(byClass, name, columns.score(), text));
        }
        if (byClass.isEmpty()) {
            throw missing();
        }
        double sum = byClass.values().stream().mapToDouble(Double::doubleValue).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
            throw invalid(columns.score() + ": expected probabilities that add up to 1, and found a sum of " + sum);
        }
        String likeliest = byClass.entrySet().stream()
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Double>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
        return new LoggedScore(
                columns.version(),
                new Score.PerClass(byClass),
                Optional.of(label(row).orElse(likeliest)));
    }

    /** A class that has no probability in a row is not among those that the row speaks of. */
    private void put(SortedMap<String, Double> byClass, String name, String column, @Nullable String text) {
        String className = CanonicalValue.of(name);
        if (className == null) {
            throw invalid(column + ": expected the names of classes, and found an empty one");
        }
        TrafficEvent.checkText("class", className);
        if (text != null && !text.isEmpty()) {
            byClass.put(className, probability(column, text));
        }
    }

    private Optional<String> label(Map<String, @Nullable String> row) {
        return columns.label().map(column -> {
            String label = CanonicalValue.of(row.get(column));
            if (label == null) {
                throw invalid(column + ": is missing");
            }
            TrafficEvent.checkText("label", label);
            return label;
        });
    }

    private String value(Map<String, @Nullable String> row) {
        String value = row.get(columns.score());
        if (value == null || value.isEmpty()) {
            throw missing();
        }
        return value;
    }

    private UnderstudyException missing() {
        return invalid(columns.describe(task.kind()) + ": is missing");
    }

    private static double probability(String column, String text) {
        double value = number(column, text);
        if (value < 0 || value > 1) {
            throw invalid(column + ": expected a probability from 0 to 1, and found " + Quoted.of(text));
        }
        return value;
    }

    private static double number(String column, String text) {
        OptionalDouble number = CanonicalValue.number(text);
        if (number.isEmpty()) {
            throw invalid(column + ": expected a number, and found " + Quoted.of(text));
        }
        return number.getAsDouble();
    }

    private static UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, why);
    }
}
