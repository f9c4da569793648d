package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.util.List;

/** Predictions with the events they were made of, appended and never changed. */
public interface PredictionLog {
    /**
     * Appends predictions and, where they are new, their events, in one piece; when this returns, they are durable. The
     * key is task, event, version and origin: the same prediction again is a duplicate, another one a conflict.
     */
    AppendResult appendPredictions(TaskName task, List<PredictionEvent> predictions);
}
