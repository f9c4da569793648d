package dev.understudy.engine.traffic;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The one form of a raw value, whether it came as a CSV cell or as JSON: a text that is a number in JSON's grammar
 * equals the number, and an empty one is missing.
 */
public final class CanonicalValue {
    /** Numbers longer than this are ids rather than quantities, and stay as they are written. */
    private static final int LONGEST_NUMBER = 40;

    /** Digits that no finite number needs more of, where there is no exponent. */
    private static final int SURELY_FINITE = 300;

    private static final int LONGEST_EXPONENT = 3;

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

    /** Whether a canonical text is a number: by JSON's grammar, with an exponent of at most three digits. */
    static boolean isJsonNumber(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST_NUMBER) {
            return false;
        }
        int at = text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, at);
        if (whole == at || (whole > at + 1 && text.charAt(at) == '0')) {
            return false;
        }
        at = whole;
        if (at < length && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            if (fraction == at + 1) {
                return false;
            }
            at = fraction;
        }
        return isExponentOrEnd(text, at);
    }

    /** The number that a text says, with leading zeros and signs allowed; empty if it says none or is infinite. */
    public static OptionalDouble number(String text) {
        if (!hasFormOfNumber(text)) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(text);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    /** The canonical form of a finite number. */
    public static String ofNumber(double number) {
        return String.valueOf(of(Double.toString(number)));
    }

    /** Whether {@link #number} finds one. */
    static boolean isNumber(String text) {
        boolean surelyFinite = text.length() <= SURELY_FINITE && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return surelyFinite ? hasFormOfNumber(text) : number(text).isPresent();
    }

    /** Digits with a point before, among or after them, a sign before and an exponent of at most three digits after. */
    private static boolean hasFormOfNumber(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int whole = digits(text, at);
        int end = whole;
        int count = whole - at;
        if (whole < text.length() && text.charAt(whole) == '.') {
            end = digits(text, whole + 1);
            count += end - whole - 1;
        }
        return count > 0 && isExponentOrEnd(text, end);
    }

    /** Where the digits end that begin at an index. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isExponentOrEnd(String text, int from) {
        if (from == text.length()) {
            return true;
        }
        if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
            return false;
        }
        int at = from + 1;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int end = digits(text, at);
        return end == text.length() && end > at && end - at <= LONGEST_EXPONENT;
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
