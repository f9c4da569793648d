package dev.understudy.engine.traffic;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads traffic back as it was known at a moment. */
public interface TrafficReader {
    /**
     * Hands out the events of a query in the order of time, then id, each once.
     *
     * @param control told of progress, and asked whether to stop
     * @return how many events there were
     */
    long read(TrafficQuery query, RunControl control, Consumer<LoggedEvent> sink);

    /** The shortest window that holds all events of a task; empty where there is none. */
    Optional<TimeWindow> range(TaskName task);
}
