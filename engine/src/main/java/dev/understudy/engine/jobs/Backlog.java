package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import java.time.Duration;

/**
 * What waits of a task.
 *
 * @param task which
 * @param waiting jobs that wait, due or not
 * @param running jobs that somebody works on
 * @param failed jobs that are set aside
 * @param oldest for how long the oldest waiting one has waited; zero where none waits
 */
public record Backlog(TaskName task, long waiting, long running, long failed, Duration oldest) {}
