package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For how long jobs of tasks are given back that cannot be worked on here now: doubled with each time, so that jobs of a
 * task without a model do not keep a worker busy. Thread-safe.
 */
final class TaskPauses {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final Map<TaskName, Integer> times = new ConcurrentHashMap<>();

    /** The task could not be worked on once more. */
    Duration next(TaskName task) {
        int before = times.merge(task, 1, (old, one) -> Math.min(old + one, MOST_DOUBLINGS + 1)) - 1;
        Duration pause = FIRST.multipliedBy(1L << before);
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

    /** The task is worked on. */
    void over(TaskName task) {
        times.remove(task);
    }
}
