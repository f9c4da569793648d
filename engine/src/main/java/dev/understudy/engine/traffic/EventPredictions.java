package dev.understudy.engine.traffic;

import java.util.List;

/**
 * An event with what was predicted for it.
 *
 * @param event the event
 * @param predictions one a version and origin, the oldest first
 */
public record EventPredictions(TrafficEvent event, List<Prediction> predictions) {
    public EventPredictions {
        predictions = List.copyOf(predictions);
    }
}
