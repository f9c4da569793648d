package dev.understudy.engine.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Reads the one form of instants that files, flags and requests share. */
public final class UtcInstant {
    private UtcInstant() {}

    /**
     * Reads an ISO-8601 instant with an offset, or a date, which is its midnight in UTC. Instants are cut to
     * microseconds, the finest that both databases keep.
     *
     * @throws DateTimeException if the text is neither
     */
    public static Instant parse(String text) {
        Instant instant = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
