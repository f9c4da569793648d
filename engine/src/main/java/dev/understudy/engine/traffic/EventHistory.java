package dev.understudy.engine.traffic;

import java.util.List;
import java.util.Optional;

/**
 * All that the log has of an event.
 *
 * @param eventId its id
 * @param event the event; empty where every prediction for it failed
 * @param predictions one a version and origin, the oldest first
 * @param failures predictions that failed on our side, the oldest first
 * @param outcomes what came of it, each revision; the latest that is known counts
 */
public record EventHistory(
        String eventId,
        Optional<TrafficEvent> event,
        List<Prediction> predictions,
        List<PredictionFailure> failures,
        List<Outcome> outcomes) {
    public EventHistory {
        predictions = List.copyOf(predictions);
        failures = List.copyOf(failures);
        outcomes = List.copyOf(outcomes);
    }
}
