package dev.understudy.engine.gate;

import java.util.Locale;

/** Figures as people read them. */
public final class Figures {
    private Figures() {}

    /** A share as percent, with one digit after the point. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** A share as percent, rounded down, so that what is short of a limit never reads as if it met it. */
    public static String percentDown(double share) {
        return percent(Math.floor(share * 1000 + 1e-9) / 1000);
    }

    /** A count with its thousands apart. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A metric's value: four digits after the point for what lies around one, fewer for what is large. */
    public static String value(double value) {
        return String.format(Locale.ROOT, format(value, ""), value);
    }

    /** A difference, with its sign. */
    public static String signed(double value) {
        return String.format(Locale.ROOT, format(value, "+"), value).replace('-', '−');
    }

    private static String format(double value, String sign) {
        double size = Math.abs(value);
        int digits = size < 10 ? 4 : size < 1_000 ? 2 : 0;
        return "%" + sign + "." + digits + "f";
    }
}
