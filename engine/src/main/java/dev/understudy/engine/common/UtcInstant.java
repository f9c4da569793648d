package dev.understudy.engine.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Reads the one form of instants that files, flags and requests share. */
public final class UtcInstant {
    /** What every database and format holds. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private UtcInstant() {}

    /**
     * Reads an ISO-8601 instant with an offset, or a date, which is its midnight in UTC. Instants are cut to
     * microseconds, the finest that both databases keep.
     *
     * @throws DateTimeException if the text is neither, or lies outside the years 1 to 9999
     */
    public static Instant parse(String text) {
        Instant instant = text.length() == 10
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                : text.endsWith("Z")
                        ? Instant.parse(text)
                        : OffsetDateTime.parse(text).toInstant();
        if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
            throw new DateTimeException("outside the years 1 to 9999: " + text);
        }
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
