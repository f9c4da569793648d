package dev.understudy.server.metrics;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.Backlog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * What waits in the queue, a few seconds old at most, so that however many ask the queue is asked seldom. Where the queue does
 * not answer there is nothing: an old number would hide it. Thread-safe.
 */
final class RecentBacklog {
    static final Duration FRESH = Duration.ofSeconds(5);

    private final Supplier<List<Backlog>> queue;
    private final InstantSource clock;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;
    private List<Backlog> known = List.of();

    RecentBacklog(Supplier<List<Backlog>> queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    synchronized List<Backlog> get() {
        Instant now = clock.instant();
        if (!now.isBefore(until) || now.isBefore(since)) { // a clock that was set back says nothing of how old it is
            known = asked();
            since = now;
            until = now.plus(FRESH);
        }
        return known;
    }

    private List<Backlog> asked() {
        try {
            return List.copyOf(queue.get());
        } catch (UnderstudyException e) {
            return List.of();
        }
    }
}
