package dev.understudy.engine.serving;

import java.time.Duration;

/**
 * How long, how often and how much is asked of the store.
 *
 * @param patience how long one look waits for an answer; the asking goes on behind it
 * @param deadline after this time an asking is given up and begun anew
 * @param longestPause the most looks between two askings that fail; the pause doubles from one look
 * @param largestManifest the most bytes of a manifest
 * @param largestTensors the most bytes of a model's tensors
 */
public record FetchPolicy(
        Duration patience, Duration deadline, int longestPause, int largestManifest, int largestTensors) {
    /** A cached model answers within five seconds where the store hangs; a store that is back is seen within eight. */
    public static final FetchPolicy STANDARD =
            new FetchPolicy(Duration.ofSeconds(3), Duration.ofMinutes(2), 4, 64 << 20, 1 << 30);

    public FetchPolicy {
        if (patience.isNegative() || deadline.compareTo(patience) < 0 || longestPause < 1) {
            throw new IllegalArgumentException("a policy needs 0 <= patience <= deadline and a pause of 1 or more: "
                    + patience + ", " + deadline + ", " + longestPause);
        }
        if (largestManifest < 1 || largestTensors < 1) {
            throw new IllegalArgumentException("a policy lets some bytes in");
        }
    }
}
