package dev.understudy.engine.segment;

import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers one raw value row by row: as numbers for as long as they give the texts back, else as texts. */
final class RawColumnBuilder {
    static final String NUMBER = "number/";
    static final String CODE = "code/";
    static final String TEXT = "text/";

    /** So many decimal digits every double keeps apart (DBL_DIG). */
    private static final int CERTAIN_DIGITS = 15;

    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private final int rows;
    private double @Nullable [] numbers;
    private int[] codes = {};
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<String> dictionary = new ArrayList<>();

    RawColumnBuilder(int rows) {
        this.rows = rows;
        double[] missing = new double[rows];
        Arrays.fill(missing, Double.NaN);
        this.numbers = missing;
    }

    /** Sets the canonical value of a row. */
    void set(int row, String value) {
        double[] all = numbers;
        if (all != null) {
            double number = reversible(value);
            if (!Double.isNaN(number)) {
                all[row] = number;
                return;
            }
            becomeTexts(all);
        }
        codes[row] = code(value);
    }

    private void becomeTexts(double[] all) {
        codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = Double.isNaN(all[row]) ? RawColumn.MISSING : code(CanonicalValue.ofNumber(all[row]));
        }
        numbers = null;
    }

    private int code(String value) {
        Integer known = positions.putIfAbsent(value, dictionary.size());
        if (known != null) {
            return known;
        }
        dictionary.add(value);
        return dictionary.size() - 1;
    }

    /** The number of a canonical text if the text is its canonical form, else NaN. */
    static double reversible(String text) {
        int length = text.length();
        boolean negative = text.charAt(0) == '-';
        int point = -1;
        long digits = 0;
        int first = negative ? 1 : 0;
        if (length - first > CERTAIN_DIGITS + 1) {
            return longNumber(text);
        }
        for (int i = first; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + c - '0';
            } else if (c == '.' && point < 0 && i > first) {
                point = i;
            } else {
                return longNumber(text);
            }
        }
        int decimals = point < 0 ? 0 : length - point - 1;
        boolean canonical = length > first
                && (text.charAt(first) != '0' || length == first + 1 || point == first + 1)
                && (point < 0 || text.charAt(length - 1) != '0')
                && (point < 0 || decimals > 0)
                && !(negative && digits == 0)
                && length - first - (point < 0 ? 0 : 1) <= CERTAIN_DIGITS;
        if (!canonical) {
            return longNumber(text);
        }
        // both are exact, so that one division rounds as parsing does (Clinger 1990)
        double number = digits / TENS[decimals];
        return negative ? -number : number;
    }

    private static double longNumber(String text) {
        double number = CanonicalValue.number(text).orElse(Double.NaN);
        return !Double.isNaN(number) && CanonicalValue.ofNumber(number).equals(text) ? number : Double.NaN;
    }

    void write(String name, SegmentWriter writer) {
        double[] all = numbers;
        if (all != null) {
            writer.doubles(NUMBER + name, all);
        } else {
            writer.ints(CODE + name, codes);
            writer.texts(TEXT + name, dictionary);
        }
    }
}
