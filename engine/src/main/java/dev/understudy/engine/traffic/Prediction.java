package dev.understudy.engine.traffic;

import dev.understudy.engine.common.VersionName;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One prediction with the stages it went through.
 *
 * @param version the model that made it
 * @param origin how it came to be
 * @param knownAt when it was made
 * @param sample features that a plug-in derived from the raw input, as JSON
 * @param score what the model said
 * @param label the predicted label; empty for a regression
 * @param decision what was acted on; empty for a regression
 * @param propensity probability that the outcome can be observed, in [0, 1]; empty where nobody said
 * @param sampleMicros time to build the sample, in microseconds
 * @param scoreMicros time to score, in microseconds
 */
public record Prediction(
        VersionName version,
        Origin origin,
        Instant knownAt,
        Optional<String> sample,
        Score score,
        Optional<String> label,
        Optional<String> decision,
        OptionalDouble propensity,
        OptionalLong sampleMicros,
        OptionalLong scoreMicros) {
    /** Whether both say the same, whenever it was computed. */
    boolean agreesWith(Prediction other) {
        return score.equals(other.score) && label.equals(other.label) && decision.equals(other.decision);
    }
}
