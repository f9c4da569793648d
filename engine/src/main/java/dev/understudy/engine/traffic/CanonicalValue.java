package dev.understudy.engine.traffic;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a raw value, whether it came as a CSV cell or as JSON: a text that is a number in JSON's grammar
 * equals the number, and an empty one is missing.
 */
public final class CanonicalValue {
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern ANY_NUMBER =
            Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    /** Numbers longer than this are ids rather than quantities, and stay as they are written. */
    private static final int LONGEST_NUMBER = 40;

    private CanonicalValue() {}

    /** The canonical form of a text, or null where it is missing. */
    public static @Nullable String of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        char first = text.charAt(0);
        if (first != '-' && (first < '0' || first > '9')) {
            return text; // the quick way for words
        }
        if (isPlainInteger(text) || !isJsonNumber(text)) {
            return text;
        }
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        return number.signum() == 0 ? "0" : shortest(number);
    }

    /** Whether a canonical text is a number. */
    static boolean isJsonNumber(String text) {
        return text.length() <= LONGEST_NUMBER && JSON_NUMBER.matcher(text).matches();
    }

    /** The number that a text says, with leading zeros and signs allowed; empty if it says none or is infinite. */
    public static OptionalDouble number(String text) {
        if (!ANY_NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** The canonical form of a finite number. */
    public static String ofNumber(double number) {
        return String.valueOf(of(Double.toString(number)));
    }

    private static boolean isPlainInteger(String text) {
        if (text.length() > 18 || text.charAt(0) == '-' || (text.charAt(0) == '0' && text.length() > 1)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String shortest(BigDecimal number) {
        return Math.abs((long) number.scale()) <= LONGEST_NUMBER ? number.toPlainString() : number.toString();
    }
}
