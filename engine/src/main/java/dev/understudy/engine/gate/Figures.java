package dev.understudy.engine.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
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

    /** A confidence, with as many digits as are needed to see two of what it leaves open: {@code 97.5 %}, {@code 99.17 %}. */
    public static String confidence(double confidence) {
        BigDecimal open = new BigDecimal((1 - confidence) * 100).round(new MathContext(2, RoundingMode.HALF_EVEN));
        return BigDecimal.valueOf(100).subtract(open).stripTrailingZeros().toPlainString() + " %";
    }

    /** A duration, given in microseconds. */
    public static String micros(double micros) {
        return micros >= 1_000
                ? String.format(Locale.ROOT, "%.2f ms", micros / 1_000)
                : String.format(Locale.ROOT, micros >= 10 ? "%.1f µs" : "%.2f µs", micros);
    }

    /** How many times as much. */
    public static String times(double ratio) {
        return String.format(Locale.ROOT, ratio >= 100 ? "%.0f" : "%.2f", ratio);
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
