package dev.understudy.fx.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Moments as people say them.
 *
 * @param now the present
 * @param zone the user's
 * @param texts the words
 */
public record TimeWords(Instant now, ZoneId zone, Texts texts) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK);

    private static final int MORNING = 4;
    private static final int NOON = 12;
    private static final int EVENING = 18;

    /** "Good morning", by the user's clock. */
    public String greeting() {
        int hour = now.atZone(zone).getHour();
        return texts.get(
                hour >= MORNING && hour < NOON
                        ? "time.morning"
                        : hour >= NOON && hour < EVENING ? "time.afternoon" : "time.evening");
    }

    /** How many midnights ago: "today", "1 day", "20 days". */
    public String age(Instant moment) {
        return texts.get("time.age", daysAgo(moment));
    }

    /** "today", "yesterday", "20 days ago". */
    public String ago(Instant moment) {
        return texts.get("time.ago", daysAgo(moment));
    }

    /** As short as a list allows: "06:02", "yesterday", "17 Nov", "3 Nov 2025". */
    public String brief(Instant moment) {
        ZonedDateTime at = moment.atZone(zone);
        long days = daysAgo(moment);
        if (days == 0) {
            return TIME.format(at);
        }
        return days == 1
                ? texts.get("time.ago", days)
                : (at.getYear() == now.atZone(zone).getYear() ? DAY : DATE).format(at);
    }

    /** To the minute: "3 Nov 2025, 06:02". */
    public String moment(Instant moment) {
        return MOMENT.format(moment.atZone(zone));
    }

    /** A day: "3 Nov 2025". */
    public String date(Instant moment) {
        return DATE.format(moment.atZone(zone));
    }

    /** A day of events, which are counted in UTC: "3 Nov 2025". */
    public String date(LocalDate day) {
        return DATE.format(day);
    }

    private long daysAgo(Instant moment) {
        return Math.max(
                0,
                ChronoUnit.DAYS.between(
                        moment.atZone(zone).toLocalDate(), now.atZone(zone).toLocalDate()));
    }
}
