package dev.understudy.engine.common;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Reads the one form of instants that files, flags and requests share. */
public final class UtcInstant {
    /** What every database and format holds. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /** The usual length, of an instant to the second. */
    private static final String USUAL = "2025-01-31T12:00:00Z";

    private UtcInstant() {}

    /**
     * Reads an ISO-8601 instant with an offset, or a date, which is its midnight in UTC. Instants are cut to
     * microseconds, the finest that both databases keep.
     *
     * @throws DateTimeException if the text is neither, or lies outside the years 1 to 9999
     */
    public static Instant parse(String text) {
        Instant usual = usual(text);
        if (usual != null) {
            return usual;
        }
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

    /** Instants to the second, which imports read by the million; null for all that is not plainly one. */
    private static @Nullable Instant usual(String text) {
        if (text.length() != USUAL.length()) {
            return null;
        }
        int[] numbers = new int[6];
        int number = 0;
        for (int i = 0; i < USUAL.length(); i++) {
            char wanted = USUAL.charAt(i);
            char c = text.charAt(i);
            if (wanted >= '0' && wanted <= '9') {
                if (c < '0' || c > '9') {
                    return null;
                }
                numbers[number] = numbers[number] * 10 + (c - '0');
            } else if (c != wanted) {
                return null;
            } else {
                number = Math.min(number + 1, numbers.length - 1);
            }
        }
        // midnight at a day's end, leap seconds and the year 0 are left to the slow way
        return numbers[0] == 0 || numbers[3] > 23 || numbers[4] > 59 || numbers[5] > 59
                ? null
                : LocalDate.of(numbers[0], numbers[1], numbers[2])
                        .atTime(numbers[3], numbers[4], numbers[5])
                        .toInstant(ZoneOffset.UTC);
    }
}
