package dev.understudy.engine.report.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the numbers beside an axis are written. */
public enum TickFormat {
    /** As they are. */
    PLAIN,
    /** With a sign, as differences are. */
    SIGNED,
    /** Shares as percent. */
    PERCENT,
    /** Differences of shares, in percentage points. */
    POINTS,
    /** Days since 1970-01-01. */
    DAY;

    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    /**
     * A value as text.
     *
     * @param digits after the point, of the value itself; two fewer are shown of a percentage
     */
    public String text(double value, int digits) {
        return switch (this) {
            case PLAIN -> number("%,.", value, digits);
            case SIGNED -> value == 0 ? "0" : number("%+,.", value, digits);
            case PERCENT -> number("%.", value * 100, Math.max(0, digits - 2)) + " %";
            case POINTS -> value == 0 ? "0" : number("%+.", value * 100, Math.max(0, digits - 2));
            case DAY -> LocalDate.ofEpochDay(Math.round(value)).format(DAY_OF_YEAR);
        };
    }

    /** The nearest value that such an axis has a name for: a whole day, any number else. */
    double nearest(double value) {
        return this == DAY ? Math.rint(value) : value;
    }

    private static String number(String start, double value, int digits) {
        return String.format(Locale.ROOT, start + digits + "f", value).replace('-', '−');
    }
}
