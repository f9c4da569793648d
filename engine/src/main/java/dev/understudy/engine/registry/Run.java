package dev.understudy.engine.registry;

import dev.understudy.engine.common.TaskName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that was done, and what came of it.
 *
 * @param id such as {@code r-0012}
 * @param kind the verb: {@code train}, {@code import}, …
 * @param task the task
 * @param startedAt when it began
 * @param endedAt when it ended; empty while it runs, and for what was killed
 * @param state how it stands
 * @param request what was asked for
 * @param result what came of it, or the error
 */
public record Run(
        String id,
        String kind,
        TaskName task,
        Instant startedAt,
        Optional<Instant> endedAt,
        State state,
        SortedMap<String, String> request,
        SortedMap<String, String> result) {
    public Run {
        request = new TreeMap<>(request);
        result = new TreeMap<>(result);
    }

    /** How a run stands. */
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    /** Texts by name, sorted. */
    public static SortedMap<String, String> facts(Map<String, String> map) {
        return new TreeMap<>(map);
    }
}
