package dev.understudy.engine.traffic;

/**
 * A prediction together with the event it was made of: what the log takes in one piece.
 *
 * @param event the event with its raw input
 * @param prediction what the model said
 */
public record PredictionEvent(TrafficEvent event, Prediction prediction) {}
