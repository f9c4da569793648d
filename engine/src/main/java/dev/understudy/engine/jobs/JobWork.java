package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.serving.PredictionAnswer;
import java.util.List;

/** What a worker does with jobs; see {@link dev.understudy.engine.serving.PredictionService#predictEach}. */
@FunctionalInterface
public interface JobWork {
    /**
     * Answers several calls at once, each as a whole. Doing it again does no harm and gives the same answers.
     *
     * @param calls each with at least one event
     * @return an answer a call, in their order
     * @throws UnderstudyException if none of them can be answered now
     */
    List<PredictionAnswer> predictEach(TaskName task, List<List<OfferedEvent>> calls);
}
