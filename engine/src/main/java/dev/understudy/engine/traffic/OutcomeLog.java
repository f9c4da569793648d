package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.util.List;

/** Outcomes as they became known, appended and never changed. */
public interface OutcomeLog {
    /**
     * Appends outcomes; when this returns, they are durable. The same outcome known at the same time is a duplicate;
     * another value or time is a correction, and both are kept. An outcome may arrive before its event.
     */
    AppendResult appendOutcomes(TaskName task, List<Outcome> outcomes);

    /** How many of these ids belong to events that are not there. */
    int unmatched(TaskName task, List<Outcome> outcomes);
}
