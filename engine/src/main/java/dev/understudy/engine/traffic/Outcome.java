package dev.understudy.engine.traffic;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an event turned out to be. A correction is a further outcome that became known later. Instants are cut to
 * microseconds, the finest that both databases keep.
 *
 * @param eventId the event
 * @param value the outcome in canonical form
 * @param knownAt when it became known
 * @param maturesAt when it counts, where the outcome says so itself
 */
public record Outcome(String eventId, String value, Instant knownAt, Optional<Instant> maturesAt) {
    public Outcome {
        TrafficEvent.checkText("event id", eventId);
        TrafficEvent.checkText("outcome", value);
        knownAt = knownAt.truncatedTo(ChronoUnit.MICROS);
        maturesAt = maturesAt.map(instant -> instant.truncatedTo(ChronoUnit.MICROS));
    }
}
