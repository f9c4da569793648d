package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.jobs.JobPriority;
import dev.understudy.engine.serving.OfferedEvent;
import java.util.List;

/**
 * A call for predictions that are made later.
 *
 * @param priority which jobs are worked on first
 * @param events as in a call that is answered at once
 */
record JobRequest(JobPriority priority, List<OfferedEvent> events) {
    JobRequest {
        events = List.copyOf(events);
    }

    static JobRequest read(String text) {
        JobPriority[] priority = {JobPriority.NORMAL};
        List<OfferedEvent> events = PredictionsJson.events(text, (name, value) -> {
            if (!name.equals("priority")) {
                return false;
            }
            priority[0] = priority(value.text(name));
            return true;
        });
        return new JobRequest(priority[0], events);
    }

    private static JobPriority priority(@org.jspecify.annotations.Nullable String key) {
        for (JobPriority priority : JobPriority.values()) {
            if (priority.key().equals(key)) {
                return priority;
            }
        }
        throw RequestRefused.of(
                HttpFault.INVALID_REQUEST,
                "priority: expected high, normal or low" + (key == null ? "" : ", and found " + Quoted.of(key)));
    }
}
