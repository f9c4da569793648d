package dev.understudy.engine.serving;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.release.ModelPointer;
import java.time.Instant;

/**
 * A model that answers.
 *
 * @param task what it predicts
 * @param pointer which version, with its digest and release counter
 * @param model the model, checked in full and warmed up
 * @param loadedAt when it was loaded
 */
public record ServedModel(TaskName task, ModelPointer pointer, CompiledModel model, Instant loadedAt) {
    /** The same model under a further release. */
    ServedModel underRelease(ModelPointer further) {
        return new ServedModel(task, further, model, loadedAt);
    }
}
