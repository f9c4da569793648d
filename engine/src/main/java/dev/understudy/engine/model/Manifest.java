package dev.understudy.engine.model;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.features.FeatureSchema;
import dev.understudy.engine.features.SampleIdentity;
import dev.understudy.engine.task.CalibrationMethod;
import java.util.List;
import java.util.Optional;

/**
 * All that is said of a model beside its tensors. Its bytes are the model's identity.
 *
 * @param task what it predicts
 * @param kind of the task
 * @param schema how inputs are encoded
 * @param sample which plug-in derives some of the features, if any does
 * @param outcomes what can come out
 * @param threshold binary: labelled positive at or above it; otherwise unused and 0.5
 * @param calibration what is done to the scorer's scores; none for a regression
 * @param form the compiled kind
 * @param provenance where it comes from
 * @param golden predictions to check on loading
 * @param tensors SHA-256 of the tensors' file
 */
public record Manifest(
        TaskName task,
        TaskKind kind,
        FeatureSchema schema,
        Optional<SampleIdentity> sample,
        OutcomeSpace outcomes,
        double threshold,
        CalibrationMethod calibration,
        ScorerForm form,
        Provenance provenance,
        List<GoldenPrediction> golden,
        Digest tensors) {
    /** The version of the format; readers refuse others. */
    public static final int FORMAT_VERSION = 1;

    /**
     * What training puts into an artifact, beyond what the format demands; it rises with what is added. Part of a
     * training's identity, so that a model of an earlier build can be trained again for what is new.
     */
    public static final int CONTENTS = 2;

    public Manifest {
        golden = List.copyOf(golden);
        boolean fits = switch (kind) {
            case BINARY -> outcomes.classes().size() == 2;
            case MULTICLASS -> outcomes.classes().size() >= 2;
            case REGRESSION -> outcomes.classes().isEmpty();
        };
        if (!fits) {
            throw JsonFields.invalid("its classes are not those of a " + kind.key() + " task");
        }
        if (kind == TaskKind.REGRESSION && calibration != CalibrationMethod.NONE) {
            throw JsonFields.invalid("a regression has no probabilities to calibrate");
        }
        if (!(threshold >= 0 && threshold <= 1)) {
            throw JsonFields.invalid("its threshold is not within 0 and 1");
        }
    }
}
