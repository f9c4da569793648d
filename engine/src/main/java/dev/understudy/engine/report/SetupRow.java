package dev.understudy.engine.report;

import dev.understudy.engine.simulation.SimulationReport.ModelSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A property of both models.
 *
 * @param property what
 * @param live how it is with the live model
 * @param candidate how it is with the candidate
 */
public record SetupRow(String property, String live, String candidate) {
    /** Whether the two differ. */
    public boolean isDifferent() {
        return !live.equals(candidate);
    }

    static List<SetupRow> of(Optional<ModelSide> live, ModelSide candidate) {
        List<SetupRow> rows = new ArrayList<>();
        rows.add(new SetupRow(
                "version",
                live.map(side -> side.version().text()).orElse("none"),
                candidate.version().text()));
        rows.add(new SetupRow("digest", digest(live), digest(Optional.of(candidate))));
        rows.add(new SetupRow(
                "trained on what was known at",
                text(live.flatMap(ModelSide::asOf).map(Instant::toString)),
                text(candidate.asOf().map(Instant::toString))));
        rows.add(new SetupRow("algorithm", text(live.flatMap(ModelSide::algorithm)), text(candidate.algorithm())));
        TreeSet<String> names = new TreeSet<>(candidate.parameters().keySet());
        live.ifPresent(side -> names.addAll(side.parameters().keySet()));
        for (String name : names) {
            rows.add(new SetupRow(
                    Excerpt.of(name),
                    text(live.map(side -> side.parameters().get(name))),
                    text(Optional.ofNullable(candidate.parameters().get(name)))));
        }
        return rows;
    }

    private static String digest(Optional<ModelSide> side) {
        return text(side.flatMap(ModelSide::digest).map(Object::toString));
    }

    private static String text(Optional<String> value) {
        return value.map(Excerpt::of).orElse(MetricFigures.NONE);
    }
}
