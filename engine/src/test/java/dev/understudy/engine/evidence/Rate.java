package dev.understudy.engine.evidence;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How often something happened in simulated worlds, beside what it may. It fails where the one-sided 99 % bound of Clopper and
 * Pearson (1934) lies on the wrong side of the limit: a rate that is right passes in 99 studies of 100.
 *
 * @param setting the worlds
 * @param days of the window
 * @param what was counted
 * @param happened in how many worlds
 * @param worlds of how many
 * @param limit the nominal rate
 * @param kind whether the limit is an upper or a lower one, or there is none
 */
record Rate(String setting, int days, String what, long happened, long worlds, double limit, Kind kind) {
    /** Of the study. A few hundred rates of few worlds are only told to fail where chance cannot be the reason. */
    private static final double CONFIDENCE = 0.99;

    private static final double CONFIDENCE_OF_FEW_WORLDS = 0.99999;
    private static final long FEW_WORLDS = 1_000;

    enum Kind {
        AT_MOST,
        AT_LEAST,
        TOLD
    }

    static Rate atMost(Setting setting, String what, long happened, long worlds, double limit) {
        return new Rate(setting.name(), setting.days(), what, happened, worlds, limit, Kind.AT_MOST);
    }

    static Rate atLeast(Setting setting, String what, long happened, long worlds, double limit) {
        return new Rate(setting.name(), setting.days(), what, happened, worlds, limit, Kind.AT_LEAST);
    }

    /** A rate that has no limit: what other methods would do. */
    static Rate told(Setting setting, String what, long happened, long worlds) {
        return new Rate(setting.name(), setting.days(), what, happened, worlds, 0, Kind.TOLD);
    }

    /** What was counted, without the metric. */
    String claim() {
        int comma = what.lastIndexOf(',');
        return comma < 0 ? what : what.substring(0, comma);
    }

    /** The larger, the nearer to the limit or the farther beyond it. */
    double badness() {
        return kind == Kind.AT_LEAST ? -share() : share();
    }

    double share() {
        return (double) happened / worlds;
    }

    boolean holds() {
        return switch (kind) {
            case AT_MOST -> lower(happened, worlds) <= limit;
            case AT_LEAST -> lower(worlds - happened, worlds) <= 1 - limit;
            case TOLD -> true;
        };
    }

    private static double lower(long happened, long worlds) {
        return happened == 0
                ? 0
                : BetaDistribution.of((double) happened, worlds - happened + 1.0)
                        .inverseCumulativeProbability(
                                1 - (worlds < FEW_WORLDS ? CONFIDENCE_OF_FEW_WORLDS : CONFIDENCE));
    }

    static String heading() {
        return "| worlds | days | what | rate | limit | n | |\n|---|---|---|---|---|---|---|\n";
    }

    /** A row of the table. */
    String row() {
        // without zeros that say nothing
        String bound = String.format(Locale.ROOT, "%.2f", 100 * limit).replaceAll("\\.?0+$", "") + " %";
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.2f %% | %s | %,d | %s |%n",
                setting,
                days,
                what,
                100 * share(),
                switch (kind) {
                    case AT_MOST -> "≤ " + bound;
                    case AT_LEAST -> "≥ " + bound;
                    case TOLD -> "";
                },
                worlds,
                kind == Kind.TOLD ? "" : holds() ? "holds" : "**fails**");
    }
}
