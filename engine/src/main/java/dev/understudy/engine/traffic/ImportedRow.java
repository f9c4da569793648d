package dev.understudy.engine.traffic;

import java.util.Optional;

/**
 * The facts of one row of a file.
 *
 * @param eventId the event they are about
 * @param event the event itself, where the row holds it
 * @param outcome its outcome, where the row holds one
 * @param score what a model that lives elsewhere said of it, where the row holds that
 */
public record ImportedRow(
        String eventId, Optional<TrafficEvent> event, Optional<Outcome> outcome, Optional<LoggedScore> score) {}
