package dev.understudy.engine.task;

import java.time.Duration;
import java.util.Optional;

/**
 * How the log is kept.
 *
 * @param retention how long; absent: for ever
 */
public record LogSection(Optional<Duration> retention) {}
