package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.util.List;

/** Events, appended and never changed. */
public interface EventLog {
    /**
     * Appends events; when this returns, they are durable. An event that is there already with the same content is a
     * duplicate, one with other content a conflict.
     */
    AppendResult appendEvents(TaskName task, List<TrafficEvent> events);
}
