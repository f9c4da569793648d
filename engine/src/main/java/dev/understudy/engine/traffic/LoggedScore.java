package dev.understudy.engine.traffic;

import dev.understudy.engine.common.VersionName;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a model that lives elsewhere said of an event, as its log has it.
 *
 * @param version the name it is kept under
 * @param score its score
 * @param label its label; empty for a regression
 */
public record LoggedScore(VersionName version, Score score, Optional<String> label) {
    /** As a served prediction of the event, made at the event's time. What was acted on is taken to be the label. */
    Prediction of(TrafficEvent event) {
        return new Prediction(
                version,
                Origin.SERVED,
                event.time(),
                Optional.empty(),
                score,
                label,
                label,
                OptionalDouble.empty(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }
}
