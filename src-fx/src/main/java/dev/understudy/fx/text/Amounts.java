package dev.understudy.fx.text;

import java.util.Locale;

/** Figures as short as a glance needs; where digits matter, the engine's own figures are shown. */
public final class Amounts {
    private static final double THOUSAND = 1_000;
    private static final double MILLION = 1_000_000;

    private Amounts() {}

    /** A count: "1,480", "71.7 k", "1.2 M". */
    public static String count(double count) {
        double size = Math.abs(count);
        if (size >= MILLION) {
            return format("%,.1f M", count / MILLION);
        }
        return size >= 10 * THOUSAND ? format("%,.1f k", count / THOUSAND) : format("%,.0f", count);
    }

    /** The range of a count: "70–74". */
    public static String countRange(double low, double high) {
        return range(count(low), count(high));
    }

    /** A share as percent: "5.4 %". */
    public static String percent(double share) {
        return format("%.1f %%", share * 100);
    }

    /** A range of shares, with as many digits as tell its ends apart: "4–7 %", "5.1–5.6 %". */
    public static String percentRange(double low, double high) {
        String form = (high - low) * 100 < 2 ? "%.1f" : "%.0f";
        return range(format(form, low * 100), format(form, high * 100)) + " %";
    }

    /** A value in a unit of its own, in three or four digits: "0.661", "13.3", "1,204". */
    public static String value(double value) {
        return format(form(value), value);
    }

    /** A range of such values. */
    public static String valueRange(double low, double high) {
        return range(value(low), value(high));
    }

    /** A difference, always with its sign: "+0.175". */
    public static String signed(double difference) {
        return format(form(difference).replace("%", "%+"), difference);
    }

    private static String form(double value) {
        double size = Math.abs(value);
        if (size < 1) {
            return "%.3f";
        }
        return size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
    }

    private static String range(String low, String high) {
        return low.equals(high) ? low : low + "–" + high;
    }

    private static String format(String form, double value) {
        return String.format(Locale.ROOT, form, value).replace('-', '−');
    }
}
