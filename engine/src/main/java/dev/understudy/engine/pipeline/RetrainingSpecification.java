package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TrainingSection;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** What a task file says of a retraining, as one digest: a task file that says otherwise asks for another retraining. */
final class RetrainingSpecification {
    private RetrainingSpecification() {}

    static Digest of(TaskDefinition task) {
        TrainingSection training = task.training();
        String text = String.join(
                "\n",
                task.kind().key(),
                task.event().toString(),
                task.outcome().toString(),
                task.features().toString(),
                task.sampleBuilder().toString(),
                task.decision().toString(),
                training.algorithm(),
                training.window().toString(),
                Long.toString(training.seed()),
                new TreeMap<>(training.parameters()).toString(), // whatever order they are written in
                training.options().toString(),
                training.trials().toString(),
                task.simulation().toString(),
                task.gate().toString());
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
