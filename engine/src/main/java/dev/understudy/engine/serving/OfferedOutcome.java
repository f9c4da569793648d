package dev.understudy.engine.serving;

import java.util.Optional;

/**
 * An outcome as a caller sends it, not checked yet.
 *
 * @param id the event's id, if it is there
 * @param value what the event turned out to be, if it is there
 * @param knownAt when that became known, as text; empty: now
 * @param maturesAt when it counts, as text, for tasks whose outcomes say so themselves
 */
public record OfferedOutcome(
        Optional<String> id, Optional<String> value, Optional<String> knownAt, Optional<String> maturesAt) {}
