package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.EventPredictions;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.ServedLog;
import java.util.List;

/** Says what moved a version's score of an event of the log. */
public final class ScoreExplanation {
    private final ServedLog log;
    private final ModelRepository models;

    public ScoreExplanation(ServedLog log, ModelRepository models) {
        this.log = log;
        this.models = models;
    }

    /**
     * Scores an event anew and says what moved the score.
     *
     * @throws UnderstudyException UNKNOWN_ID where the log has no such event; UNKNOWN_VERSION; NOT_EXPLAINABLE where the
     *     version's artifact does not hold what it takes; DATA_INVALID where the event does not fit the version
     */
    public ExplainedScore explain(TaskDefinition definition, VersionName version, String eventId) {
        TaskName task = definition.name();
        CompiledModel model = models.load(task, version).model();
        EventPredictions known = log.predictions(task, eventId)
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.UNKNOWN_ID, "there is no event \"" + eventId + "\" in the log of " + task));
        RawInput input = known.event().input();
        double[] numbers = model.numbers(List.of(input));
        return new ExplainedScore(
                version,
                known.event(),
                model.toScore(numbers, 0),
                model.label(numbers, 0),
                known.predictions().stream()
                        .filter(prediction -> prediction.version().equals(version))
                        .toList(),
                model.explain(input));
    }
}
