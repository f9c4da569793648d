package dev.understudy.engine.release;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that stands still until it is moved. */
final class HandClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    HandClock pass(Duration time) {
        now = now.plus(time);
        return this;
    }
}
