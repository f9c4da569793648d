package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.VersionName;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A prediction that failed on our side.
 *
 * @param eventId of which event
 * @param eventTime when that happened
 * @param version the model that was asked
 * @param stage what failed
 * @param code with which code
 * @param knownAt when it failed
 * @param sampleMicros time of the sample builder until its end or failure, in microseconds, if it was asked
 * @param scoreMicros time of the scorer until its failure, in microseconds, if it was asked
 */
public record PredictionFailure(
        String eventId,
        Instant eventTime,
        VersionName version,
        Stage stage,
        ErrorCode code,
        Instant knownAt,
        OptionalLong sampleMicros,
        OptionalLong scoreMicros) {
    /** What a prediction goes through. */
    public enum Stage {
        /** The sample builder derives features. */
        SAMPLE,
        /** The model is asked. */
        SCORE,
        /** Label and decision are made of the score. */
        DECISION;

        /** The name in the log. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
