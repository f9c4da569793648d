package dev.understudy.fx.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments of events as people read them, in UTC like everything that is said of traffic. */
public final class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

    private Dates() {}

    /** The day without its year, where that is clear: {@code 9 Nov}. */
    public static String shortDay(Instant instant) {
        return SHORT.format(utc(instant));
    }

    /** The day, and the time unless it is midnight. */
    public static String moment(Instant instant) {
        OffsetDateTime time = utc(instant);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT) ? DAY.format(time) : MINUTE.format(time);
    }

    /** As a field takes it: a date where it is a midnight, else the whole instant. */
    public static String field(Instant instant) {
        OffsetDateTime time = utc(instant);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : instant.toString();
    }

    /** A duration as a task file has it: in days where it is whole ones. */
    public static String days(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
