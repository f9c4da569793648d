package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/** Deletes what need not be kept, of all tasks, once an hour, beside what a service does. */
public final class RetentionSchedule {
    /** How often; days end once a day, and a service may be up for less. */
    public static final Duration INTERVAL = Duration.ofHours(1);

    private RetentionSchedule() {}

    /**
     * Begins.
     *
     * @param tasks those without a retention are left alone
     * @param trouble hears why a task's log could not be pruned; the next hour tries again
     */
    public static Repetition.Ongoing begin(
            LogRetention retention,
            List<TaskDefinition> tasks,
            Repetition repetition,
            BiConsumer<TaskDefinition, UnderstudyException> trouble) {
        List<TaskDefinition> limited = tasks.stream()
                .filter(task -> task.log().retention().isPresent())
                .toList();
        return repetition.every("retention", INTERVAL, () -> limited.forEach(task -> prune(retention, task, trouble)));
    }

    private static void prune(
            LogRetention retention, TaskDefinition task, BiConsumer<TaskDefinition, UnderstudyException> trouble) {
        try {
            retention.prune(task, RunControl.UNWATCHED);
        } catch (UnderstudyException e) {
            trouble.accept(task, e);
        }
    }
}
