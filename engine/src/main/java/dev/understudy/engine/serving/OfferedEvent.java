package dev.understudy.engine.serving;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An event as a caller sends it, not checked yet.
 *
 * @param id its id, if there is one
 * @param time when it happened, as text, if it is there
 * @param input values by name, as they came; what is missing is left out
 */
public record OfferedEvent(Optional<String> id, Optional<String> time, Map<String, String> input) {
    public OfferedEvent {
        input = Map.copyOf(input);
    }

    /** The same event under an id. */
    OfferedEvent named(String name) {
        return new OfferedEvent(Optional.of(name), time, input);
    }

    /** The same event at a time. */
    OfferedEvent at(Instant moment) {
        return new OfferedEvent(id, Optional.of(moment.toString()), input);
    }
}
