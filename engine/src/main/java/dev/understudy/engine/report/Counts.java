package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import java.util.Locale;

/** Counts of events. */
final class Counts {
    private static final long MILLION = 1_000_000;

    private Counts() {}

    /** A count that fits beside a drawing. */
    static String brief(long count) {
        return count < MILLION ? Figures.count(count) : String.format(Locale.ROOT, "%.1f M", (double) count / MILLION);
    }

    /** A count with its noun. */
    static String of(long count, String one, String several) {
        return Figures.count(count) + " " + (count == 1 ? one : several);
    }
}
