package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import java.util.HashSet;
import java.util.List;

/**
 * What can come out, as training saw it.
 *
 * @param classes binary: the negative and the positive class; multiclass: all classes, sorted; regression: none
 * @param rates the share of each class in training; regression: one number, the mean
 */
public record OutcomeSpace(List<String> classes, List<Double> rates) {
    public OutcomeSpace {
        classes = List.copyOf(classes);
        rates = List.copyOf(rates);
        if (rates.size() != Math.max(1, classes.size()) || new HashSet<>(classes).size() != classes.size()) {
            throw new UnderstudyException(ErrorCode.ARTIFACT_INVALID, "the manifest's classes and rates do not fit");
        }
    }

    /** How many numbers a score has. */
    public int outputs(TaskKind kind) {
        return kind == TaskKind.MULTICLASS ? classes.size() : 1;
    }
}
