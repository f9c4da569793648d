package dev.understudy.fx.task;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a piece of work is.
 *
 * @param stage what is being done: "replaying events"; empty until the work has told
 * @param done units done in this stage
 * @param total units in all, or -1 where it is not known
 * @param inStage how long the stage has been going on
 */
public record TaskProgress(String stage, long done, long total, Duration inStage) {
    /** Nothing told yet. */
    public static final TaskProgress UNKNOWN = new TaskProgress("", 0, -1, Duration.ZERO);

    /** A rate over less than this would jump about. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    /** Share done, 0 to 1, or -1 where it is not known: what a progress bar takes. */
    public double share() {
        return total <= 0 ? -1 : Math.clamp((double) done / total, 0, 1);
    }

    /** Units a second, once the stage has gone on for a second. */
    public Optional<Double> rate() {
        return inStage.compareTo(SETTLED) < 0 || done <= 0
                ? Optional.empty()
                : Optional.of(done * 1e9 / inStage.toNanos());
    }

    /** How long the stage will still take at this rate, where the total is known. */
    public Optional<Duration> remaining() {
        return total <= 0
                ? Optional.empty()
                : rate().map(rate -> Duration.ofMillis(Math.round(Math.max(0, total - done) * 1000 / rate)));
    }
}
