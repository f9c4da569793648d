package dev.understudy.engine.backtest;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which history to go through.
 *
 * @param every how long from one retraining to the next
 * @param span from the moment when the first model goes live to the end of the traffic that policies are compared on
 * @param window what each retraining replays: the candidate is trained as of its beginning
 * @param knownAt the moment whose knowledge of outcomes counts where policies are compared; decisions know what was known
 *     then
 */
public record BacktestRequest(Duration every, TimeWindow span, Duration window, Instant knownAt) {
    private static final int MOST_STEPS = 1_000;

    public BacktestRequest {
        requirePositive("every", every);
        requirePositive("window", window);
        if (knownAt.isBefore(span.to())) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    "known-at " + knownAt + " is before the end of the span, " + span.to()
                            + ": expected a moment at or after it, as policies are compared on all of it");
        }
        if (span.length().dividedBy(every) > MOST_STEPS) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    "a step every " + every + " of " + span + " makes "
                            + span.length().dividedBy(every) + " steps; expected at most " + MOST_STEPS);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    name + " must be longer than nothing, and is " + value + "; expected such as P14D");
        }
    }

    /** The traffic that each step is answerable for, in order; the last may be shorter. */
    List<TimeWindow> stretches() {
        int steps = (int) Math.ceilDiv(span.length().toNanos(), every.toNanos());
        return IntStream.range(0, steps)
                .mapToObj(k -> span.from().plus(every.multipliedBy(k)))
                .map(at -> new TimeWindow(at, min(at.plus(every), span.to())))
                .toList();
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
