package dev.understudy.engine.traffic;

import java.util.Optional;

/**
 * One event of the log with what was known of it.
 *
 * @param event the event
 * @param outcome its outcome, if it was known and matured by then; pending otherwise
 * @param prediction what the version that was asked for had logged, if anything
 */
public record LoggedEvent(TrafficEvent event, Optional<Outcome> outcome, Optional<Prediction> prediction) {}
