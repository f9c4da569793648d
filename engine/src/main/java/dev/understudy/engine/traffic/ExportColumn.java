package dev.understudy.engine.traffic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of an export in rows. What is missing is null.
 *
 * @param <T> what is in it
 */
sealed interface ExportColumn<T> {
    /** Its name. */
    String name();

    /** Its value in a row. */
    @Nullable
    T of(ExportedPrediction row);

    record Text(String name, Function<ExportedPrediction, @Nullable String> value) implements ExportColumn<String> {
        @Override
        public @Nullable String of(ExportedPrediction row) {
            return value.apply(row);
        }
    }

    record Numeric(String name, Function<ExportedPrediction, @Nullable Double> value) implements ExportColumn<Double> {
        @Override
        public @Nullable Double of(ExportedPrediction row) {
            return value.apply(row);
        }
    }

    record Whole(String name, Function<ExportedPrediction, @Nullable Long> value) implements ExportColumn<Long> {
        @Override
        public @Nullable Long of(ExportedPrediction row) {
            return value.apply(row);
        }
    }

    record Time(String name, Function<ExportedPrediction, @Nullable Instant> value) implements ExportColumn<Instant> {
        @Override
        public @Nullable Instant of(ExportedPrediction row) {
            return value.apply(row);
        }
    }

    /**
     * All columns.
     *
     * @param inputs the names of the raw inputs' values
     * @param numeric those of them that are numbers
     */
    static List<ExportColumn<?>> all(Collection<String> inputs, Set<String> numeric) {
        List<ExportColumn<?>> columns = new ArrayList<>(List.of(
                new Text("event_id", row -> row.event().id()),
                new Time("event_time", row -> row.event().time()),
                new Time("event_known_at", row -> row.event().knownAt()),
                new Text("cluster", row -> row.event().cluster().orElse(null)),
                new Text("version", row -> row.prediction().version().text()),
                new Text("origin", row -> row.prediction().origin().key()),
                new Time("predicted_at", row -> row.prediction().knownAt()),
                new Time("recorded_at", ExportedPrediction::recordedAt),
                new Text("sample", row -> row.prediction().sample().orElse(null)),
                new Numeric("score", ExportColumn::score),
                new Text("class_scores", ExportColumn::classScores),
                new Text("label", row -> row.prediction().label().orElse(null)),
                new Text("decision", row -> row.prediction().decision().orElse(null)),
                new Numeric(
                        "propensity",
                        row -> row.prediction().propensity().stream()
                                .boxed()
                                .findFirst()
                                .orElse(null)),
                new Whole(
                        "sample_micros",
                        row -> row.prediction().sampleMicros().stream()
                                .boxed()
                                .findFirst()
                                .orElse(null)),
                new Whole(
                        "score_micros",
                        row -> row.prediction().scoreMicros().stream()
                                .boxed()
                                .findFirst()
                                .orElse(null)),
                new Text("outcome", row -> row.outcome().map(Outcome::value).orElse(null)),
                new Time(
                        "outcome_known_at",
                        row -> row.outcome().map(Outcome::knownAt).orElse(null))));
        for (String name : inputs) {
            // a prefix, since a raw column may have any name
            columns.add(
                    numeric.contains(name)
                            ? new Numeric(
                                    "input." + name,
                                    row -> number(row.event().input().get(name)))
                            : new Text(
                                    "input." + name, row -> row.event().input().get(name)));
        }
        return List.copyOf(columns);
    }

    private static @Nullable Double score(ExportedPrediction row) {
        return row.prediction().score() instanceof Score.Single(double value) ? value : null;
    }

    private static @Nullable String classScores(ExportedPrediction row) {
        return row.prediction().score() instanceof Score.PerClass perClass ? ClassScoresJson.write(perClass) : null;
    }

    private static @Nullable Double number(@Nullable String text) {
        return text == null
                ? null
                : CanonicalValue.number(text).stream().boxed().findFirst().orElse(null);
    }
}
