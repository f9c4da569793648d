package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.segment.SegmentStore;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.JdbiTrafficRetention;
import dev.understudy.engine.traffic.PrunedTraffic;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Deletes the days of a task's log that its file does not want to keep any longer. Doing it twice harms nothing. */
public final class LogRetention {
    private final JdbiTrafficRetention log;
    private final SegmentStore segments;
    private final InstantSource clock;

    public LogRetention(JdbiTrafficRetention log, SegmentStore segments, InstantSource clock) {
        this.log = log;
        this.segments = segments;
        this.clock = clock;
    }

    /**
     * What was deleted, or would be.
     *
     * @param before the first day that is kept; empty: everything is
     * @param traffic how much
     * @param warning what whoever wrote the task file should know
     */
    public record Pruned(Optional<LocalDate> before, PrunedTraffic traffic, Optional<String> warning) {}

    /** What would be deleted now. */
    public Pruned plan(TaskDefinition task) {
        Optional<LocalDate> before = firstKept(task);
        return new Pruned(
                before, before.map(day -> log.before(task.name(), day)).orElse(PrunedTraffic.NOTHING), warning(task));
    }

    /**
     * Deletes it, with the columnar copies of those days.
     *
     * @param control asked whether to go on; what was deleted until then stays deleted
     */
    public Pruned prune(TaskDefinition task, RunControl control) {
        Optional<LocalDate> before = firstKept(task);
        PrunedTraffic traffic = before.map(day -> {
                    PrunedTraffic pruned = log.prune(task.name(), day, control);
                    segments.forgetBefore(task.name(), day);
                    return pruned;
                })
                .orElse(PrunedTraffic.NOTHING);
        return new Pruned(before, traffic, warning(task));
    }

    private Optional<LocalDate> firstKept(TaskDefinition task) {
        return task.log()
                .retention()
                .map(retention ->
                        LocalDate.ofInstant(clock.instant().minus(longer(retention, needed(task))), ZoneOffset.UTC));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /** A scheduled retraining trains as of the beginning of the window that it simulates. */
    private static Duration needed(TaskDefinition task) {
        return task.training()
                .window()
                .orElse(Duration.ZERO)
                .plus(task.simulation().window());
    }

    /** What the task file's retention does not say, if anything. */
    public static Optional<String> warning(TaskDefinition task) {
        return task.log()
                .retention()
                .filter(retention -> retention.compareTo(needed(task)) < 0)
                .map(retention -> "log.retention is " + retention.toDays()
                        + " days, and a retraining needs training.window and simulation.window together: the log is kept for "
                        + needed(task).toDays() + " days");
    }
}
