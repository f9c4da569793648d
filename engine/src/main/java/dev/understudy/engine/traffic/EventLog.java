package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Events, appended and never changed. */
public interface EventLog {
    /**
     * Appends events; when this returns, they are durable. An event that is there already with the same content is a
     * duplicate, one with other content a conflict.
     */
    AppendResult appendEvents(TaskName task, List<TrafficEvent> events);

    /** Events by their ids; ids that the log does not know are left out. */
    Map<String, TrafficEvent> find(TaskName task, Collection<String> ids);
}
