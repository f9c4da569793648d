package dev.understudy.engine.features;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.traffic.CanonicalValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One feature's values over many events, growing row by row. */
public sealed interface FeatureColumn {
    /** An empty column for a feature. */
    static FeatureColumn of(FeatureDefinition feature) {
        return switch (feature.type()) {
            case NUMERIC -> new Numeric(feature.name());
            case CATEGORICAL, TEXT -> new Categorical(feature.name());
        };
    }

    /** The feature's name. */
    String name();

    /** Rows so far. */
    int rows();

    /** Appends one event's canonical value; null is missing. */
    void add(@Nullable String value);

    /** A copy of the rows from one to before another. */
    FeatureColumn rows(int from, int to);

    /** Numbers; NaN is missing. */
    final class Numeric implements FeatureColumn {
        private final String name;
        private double[] values = new double[1024];
        private int rows;

        Numeric(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public void add(@Nullable String value) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, rows * 2);
            }
            values[rows++] = parse(name, value);
        }

        @Override
        public Numeric rows(int from, int to) {
            Numeric copy = new Numeric(name);
            copy.values = Arrays.copyOfRange(values, from, Math.max(to, from + 1));
            copy.rows = to - from;
            return copy;
        }

        /** The number of a row, or NaN. */
        public double value(int row) {
            return values[row];
        }

        /**
         * The number that a canonical value says; NaN where it is missing.
         *
         * @throws UnderstudyException DATA_INVALID, naming the feature, if it says none
         */
        public static double parse(String feature, @Nullable String value) {
            if (value == null) {
                return Double.NaN;
            }
            return CanonicalValue.number(value)
                    .orElseThrow(() -> new UnderstudyException(
                            ErrorCode.DATA_INVALID,
                            feature + ": expected a " + FeatureType.NUMERIC.key() + " value, and found \""
                                    + shorten(value) + "\""));
        }

        private static String shorten(String value) {
            return value.length() <= 40 ? value : value.substring(0, 40) + "…";
        }
    }

    /** Categories or whole texts, each kept once. */
    final class Categorical implements FeatureColumn {
        /** The code of a missing value. */
        public static final int MISSING = -1;

        private final String name;
        private final Map<String, Integer> codes = new HashMap<>();
        private final List<String> dictionary = new ArrayList<>();
        private int[] values = new int[1024];
        private int rows;

        /** An empty column. */
        public Categorical(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public void add(@Nullable String value) {
            if (rows == values.length) {
                values = Arrays.copyOf(values, rows * 2);
            }
            values[rows++] = value == null ? MISSING : code(value);
        }

        private int code(String value) {
            Integer code = codes.get(value);
            if (code == null) {
                code = dictionary.size();
                codes.put(value, code);
                dictionary.add(value);
            }
            return code;
        }

        @Override
        public Categorical rows(int from, int to) {
            Categorical copy = new Categorical(name);
            for (int row = from; row < to; row++) {
                copy.add(values[row] == MISSING ? null : dictionary.get(values[row]));
            }
            return copy;
        }

        /** The position of a row's text in {@link #dictionary()}, or {@link #MISSING}. */
        public int value(int row) {
            return values[row];
        }

        /** The texts in the order of their first appearance. */
        public List<String> dictionary() {
            return List.copyOf(dictionary);
        }
    }
}
