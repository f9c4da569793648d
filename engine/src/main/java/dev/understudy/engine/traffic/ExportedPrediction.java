package dev.understudy.engine.traffic;

import java.time.Instant;
import java.util.Optional;

/**
 * A prediction of the log with all that belongs to it.
 *
 * @param event what it was made for
 * @param prediction every stage of it
 * @param recordedAt when the log took it
 * @param outcome what the event turned out to be, as it was known at the export's moment
 */
public record ExportedPrediction(
        TrafficEvent event, Prediction prediction, Instant recordedAt, Optional<Outcome> outcome) {}
