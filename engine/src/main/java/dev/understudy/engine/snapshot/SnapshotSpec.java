package dev.understudy.engine.snapshot;

import dev.understudy.engine.task.TaskDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which snapshot.
 *
 * @param task the task
 * @param asOf the moment: events before it, with outcomes known and matured at or before it
 * @param window how far back, or everything
 */
public record SnapshotSpec(TaskDefinition task, Instant asOf, Optional<Duration> window) {}
