package dev.understudy.engine.overview;

import dev.understudy.engine.common.VersionName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What one version said of each day's events, as it logged it.
 *
 * @param version whose log; empty where nothing has been logged
 * @param label whose share is told; empty for a regression, where it is the mean prediction
 * @param days in order, the last ones that have events
 */
public record DailyShares(Optional<VersionName> version, Optional<String> label, List<Day> days) {
    /** Nothing has been logged. */
    public static final DailyShares NONE = new DailyShares(Optional.empty(), Optional.empty(), List.of());

    /** Fewer days than that make no custom. */
    private static final int FEWEST_DAYS = 5;

    public DailyShares {
        days = List.copyOf(days);
    }

    /**
     * One day.
     *
     * @param day of the events, in UTC
     * @param events how many the version has predicted
     * @param value the label's share in [0, 1], or the mean prediction
     */
    public record Day(LocalDate day, long events, double value) {}

    /**
     * What is usual.
     *
     * @param low nine days of ten lie above
     * @param high and nine of ten below
     */
    public record Usual(double low, double high) {
        private boolean isFarFrom(double value) {
            double width = high - low;
            return value > high + width || value < low - width;
        }
    }

    /** The last day. */
    public Optional<Day> last() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.getLast());
    }

    /** Between which values the days before the last one lie, the outermost tenth on either side apart. */
    public Optional<Usual> usual() {
        return usual(days.stream().map(Day::value).toList());
    }

    /** How many events a day usually has. */
    public Optional<Usual> usualEvents() {
        return usual(days.stream().map(day -> (double) day.events()).toList());
    }

    /**
     * Whether the last day calls for a look: it lies further outside what is usual than that is wide. One day of five
     * lies just outside.
     */
    public boolean isFarOff() {
        return last().flatMap(day -> usual().map(range -> range.isFarFrom(day.value())))
                .orElse(false);
    }

    private static Optional<Usual> usual(List<Double> values) {
        if (values.size() <= FEWEST_DAYS) {
            return Optional.empty();
        }
        List<Double> before =
                values.subList(0, values.size() - 1).stream().sorted().toList();
        int tenth = before.size() / 10;
        return Optional.of(new Usual(before.get(tenth), before.get(before.size() - 1 - tenth)));
    }
}
