package dev.understudy.engine.registry;

import dev.understudy.engine.common.TaskName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Keeps a record of everything that was done. */
public interface RunRegistry {
    /** Records that something begins; returns its id. */
    String begin(String kind, TaskName task, SortedMap<String, String> request);

    /** Records how it ended. */
    void end(String id, Run.State state, SortedMap<String, String> result);

    /** A run, if it is there. */
    Optional<Run> findRun(String id);

    /** The newest runs of all tasks, the newest first. */
    List<Run> recent(int most);

    /** The runs of a task, or of all tasks, the newest first. */
    List<Run> runs(Optional<TaskName> task);
}
