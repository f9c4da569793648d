package dev.understudy.fx.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.simulation.SimulationReport.Example;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.TrafficEvent;
import dev.understudy.fx.text.Dates;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An event on which the models disagree, as it is listed.
 *
 * @param event its id
 * @param time when it happened
 * @param input its features, in the model's order
 * @param live what the live model says
 * @param candidate what the candidate says
 * @param outcome what came true; empty where that is still to come
 * @param flip whom the outcome proves right
 */
record DisagreementRow(
        String event,
        String time,
        List<Value> input,
        String live,
        String candidate,
        Optional<String> outcome,
        Flip flip) {
    /** Whom the outcome proves right. */
    enum Flip {
        /** The candidate. */
        BETTER,
        /** The live model. */
        WORSE,
        /** Neither, or the outcome is still to come. */
        OPEN
    }

    /**
     * A value of the event.
     *
     * @param name the feature
     * @param value as it was logged; empty where it is missing
     */
    record Value(String name, String value) {}

    static List<DisagreementRow> of(Comparison comparison) {
        TaskKind kind = comparison.stored().report().kind();
        return comparison.stored().report().disagreements().examples().stream()
                .map(example -> row(comparison, example, kind))
                .toList();
    }

    private static DisagreementRow row(Comparison comparison, Example example, TaskKind kind) {
        return new DisagreementRow(
                example.event(),
                Dates.moment(example.time()),
                Optional.ofNullable(comparison.inputs().get(example.event()))
                        .map(event -> values(event, comparison.task().features()))
                        .orElse(List.of()),
                said(example.live(), example.liveLabel(), kind),
                said(example.candidate(), example.candidateLabel(), kind),
                example.outcome(),
                flip(example, comparison.task()));
    }

    private static List<Value> values(TrafficEvent event, List<FeatureDefinition> features) {
        return features.stream()
                .map(feature -> new Value(
                        feature.name(), Objects.requireNonNullElse(event.input().get(feature.name()), "")))
                .toList();
    }

    private static String said(double score, String label, TaskKind kind) {
        return switch (kind) {
            case BINARY, REGRESSION -> Figures.value(score);
            case MULTICLASS -> label + " " + String.format(Locale.ROOT, "%.2f", score);
        };
    }

    private static Flip flip(Example example, TaskDefinition task) {
        if (example.outcome().isEmpty()) {
            return Flip.OPEN;
        }
        String outcome = example.outcome().get();
        return switch (task.kind()) {
            case BINARY -> {
                // of a binary task, every value but one is negative
                Predicate<String> isPositive = task.outcome().positive().orElseThrow()::equals;
                boolean truth = isPositive.test(outcome);
                yield isPositive.test(example.candidateLabel()) == truth ? Flip.BETTER : Flip.WORSE;
            }
            case MULTICLASS ->
                outcome.equals(example.candidateLabel())
                        ? Flip.BETTER
                        : outcome.equals(example.liveLabel()) ? Flip.WORSE : Flip.OPEN;
            case REGRESSION -> {
                double truth = Double.parseDouble(outcome);
                double gain = Math.abs(example.live() - truth) - Math.abs(example.candidate() - truth);
                yield gain > 0 ? Flip.BETTER : gain < 0 ? Flip.WORSE : Flip.OPEN;
            }
        };
    }

    /** The input in one line. */
    String summary() {
        return input.stream()
                .filter(value -> !value.value().isEmpty())
                .map(value -> value.name() + " " + value.value())
                .collect(Collectors.joining(" · "));
    }

    /** Whether some part of it holds a text, whatever its case. */
    boolean holds(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || (event + " " + summary() + " " + outcome.orElse(""))
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }
}
