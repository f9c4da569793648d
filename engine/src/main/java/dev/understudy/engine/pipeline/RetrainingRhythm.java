package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.time.Duration;
import java.time.Instant;

/**
 * The moments that a schedule retrains for: one after each period, counted in UTC from the midnight with which Monday, 5
 * January 1970, began. So P1D is each midnight, P7D each midnight before a Monday, PT6H four moments a day. Whoever asks
 * within a period is told the same moment, so that a job which starts late or again is the same retraining.
 *
 * @param every from one moment to the next, a minute or more
 */
public record RetrainingRhythm(Duration every) {
    private static final long FIRST = Instant.parse("1970-01-05T00:00:00Z").getEpochSecond();
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * A rhythm.
     *
     * @throws UnderstudyException USAGE for less than a minute, or for a part of a second
     */
    public RetrainingRhythm {
        if (every.compareTo(SHORTEST) < 0 || every.toNanosPart() != 0) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    "expected the time from one retraining to the next in whole seconds, from a minute on, such as P1D,"
                            + " and found " + every);
        }
    }

    /** The latest moment that is not after the given one. */
    public Instant latest(Instant now) {
        return Instant.ofEpochSecond(
                now.getEpochSecond() - Math.floorMod(now.getEpochSecond() - FIRST, every.toSeconds()));
    }
}
