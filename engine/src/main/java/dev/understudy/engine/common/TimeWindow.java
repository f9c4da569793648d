package dev.understudy.engine.common;

import java.time.Duration;
import java.time.Instant;

/**
 * The half-open interval {@code [from, to)} of event times, in UTC.
 *
 * @param from the first instant inside
 * @param to the first instant after
 */
public record TimeWindow(Instant from, Instant to) {
    public TimeWindow {
        if (!from.isBefore(to)) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "the window must begin before it ends, and it goes from " + from + " to " + to);
        }
    }

    /** Whether the instant lies inside. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    /** From the first instant to the end. */
    public Duration length() {
        return Duration.between(from, to);
    }

    @Override
    public String toString() {
        return "[" + from + ", " + to + ")";
    }
}
