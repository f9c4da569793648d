package dev.understudy.server.http;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.serving.PredictionAnswer;
import dev.understudy.engine.traffic.Score;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The scores of several events as one tensor, row by row.
 *
 * @param classes what the columns are; one column of a number where there are none
 * @param numbers the same doubles as everywhere
 */
record InferenceScores(List<String> classes, List<Double> numbers) {
    InferenceScores {
        classes = List.copyOf(classes);
        numbers = List.copyOf(numbers);
    }

    /** The columns of the scores that a model gives. */
    static List<String> classes(Manifest model) {
        return model.kind() == TaskKind.MULTICLASS ? model.outcomes().classes() : List.of();
    }

    /**
     * The scores of answers. One that another version gave earlier may have other classes: then there is a column for each
     * class of any, and 0 where a version does not know it.
     */
    static InferenceScores of(Manifest model, Collection<PredictionAnswer.Answer> answers) {
        Set<String> classes = new LinkedHashSet<>(classes(model));
        answers.forEach(answer -> {
            if (answer.prediction().score() instanceof Score.PerClass(Map<String, Double> byClass)) {
                classes.addAll(byClass.keySet());
            }
        });
        List<String> columns = List.copyOf(classes);
        return new InferenceScores(
                columns,
                answers.stream()
                        .flatMap(answer -> row(answer.prediction().score(), columns).stream())
                        .toList());
    }

    private static List<Double> row(Score score, List<String> columns) {
        return switch (score) {
            case Score.Single(double value) -> List.of(value);
            case Score.PerClass(Map<String, Double> byClass) ->
                columns.stream().map(name -> byClass.getOrDefault(name, 0.0)).toList();
        };
    }
}
