package dev.understudy.engine.features;

import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.RawColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Encodes many events at once out of columns, by the same rules as {@link FeatureEncoder} does one by one: what a text
 * means is looked up once for all events that share it. Thread-safe.
 */
public final class ColumnEncoder {
    private final int width;
    private final List<Encoding> encodings = new ArrayList<>();

    /**
     * An encoder of these columns.
     *
     * @param columns finds a raw value's column by name; empty where no event has the value
     */
    ColumnEncoder(FeatureSchema schema, Function<String, Optional<RawColumn>> columns) {
        this.width = schema.width();
        int at = 0;
        for (EncodedFeature feature : schema.features()) {
            Optional<RawColumn> column = columns.apply(feature.name());
            encodings.add(
                    switch (feature) {
                        case EncodedFeature.Numeric numeric -> new NumericEncoding(numeric, column, at, width);
                        case EncodedFeature.Categorical categorical ->
                            new CategoricalEncoding(categorical, column, at, width);
                        case EncodedFeature.Text text ->
                            new TextEncoding(text, new TextEncoder(text), column, at, width);
                    });
            at += feature.width();
        }
    }

    /** How many numbers an event becomes. */
    public int width() {
        return width;
    }

    /**
     * Encodes some rows.
     *
     * @param from the first row
     * @param count how many
     * @param rows where to, row by row, from the beginning: count × {@link #width()} numbers are written
     * @throws dev.understudy.engine.common.UnderstudyException DATA_INVALID, naming the feature, if a value has the wrong type
     */
    public void encode(int from, int count, double[] rows) {
        for (Encoding encoding : encodings) {
            encoding.encode(from, count, rows);
        }
    }

    private interface Encoding {
        void encode(int from, int count, double[] rows);
    }

    private static final class NumericEncoding implements Encoding {
        private final EncodedFeature.Numeric feature;
        private final Optional<RawColumn> column;
        private final double[] meanings;
        private final int at;
        private final int width;

        NumericEncoding(EncodedFeature.Numeric feature, Optional<RawColumn> column, int at, int width) {
            this.feature = feature;
            this.column = column;
            this.at = at;
            this.width = width;
            this.meanings = column.filter(texts -> !texts.isNumeric())
                    .map(texts -> texts.dictionary().stream()
                            .mapToDouble(text -> CanonicalValue.number(text).orElse(Double.NaN))
                            .toArray())
                    .orElseGet(() -> new double[0]);
        }

        @Override
        public void encode(int from, int count, double[] rows) {
            double[] values = values(from, count);
            boolean indicated = feature.missingIndicator();
            for (int i = 0, index = at; i < count; i++, index += width) {
                boolean missing = Double.isNaN(values[i]);
                rows[index] = missing ? feature.imputation() : values[i];
                if (indicated) {
                    rows[index + 1] = missing ? 1 : 0;
                }
            }
        }

        private double[] values(int from, int count) {
            double[] values = new double[count];
            if (column.isEmpty()) {
                Arrays.fill(values, Double.NaN);
            } else if (column.get().isNumeric()) {
                column.get().numbers(from, count, values);
            } else {
                RawColumn texts = column.get();
                int[] codes = new int[count];
                texts.codes(from, count, codes);
                for (int i = 0; i < count; i++) {
                    values[i] = codes[i] == RawColumn.MISSING ? Double.NaN : meaning(texts, codes[i]);
                }
            }
            return values;
        }

        /** Parsed again where it is no number, for the sake of what is said then. */
        private double meaning(RawColumn texts, int code) {
            double number = meanings[code];
            return Double.isNaN(number)
                    ? FeatureColumn.Numeric.parse(
                            feature.name(), texts.dictionary().get(code))
                    : number;
        }
    }

    private static final class CategoricalEncoding implements Encoding {
        private final EncodedFeature.Categorical feature;
        private final Optional<RawColumn> column;
        private final int[] positions;
        private final int at;
        private final int width;

        CategoricalEncoding(EncodedFeature.Categorical feature, Optional<RawColumn> column, int at, int width) {
            this.feature = feature;
            this.column = column;
            this.positions = column.map(texts -> FeatureEncoder.positions(feature, texts.dictionary()))
                    .orElseGet(() -> new int[0]);
            this.at = at;
            this.width = width;
        }

        @Override
        public void encode(int from, int count, double[] rows) {
            int[] codes = new int[count];
            if (column.isEmpty()) {
                Arrays.fill(codes, RawColumn.MISSING);
            } else {
                column.get().codes(from, count, codes);
            }
            for (int i = 0, index = at; i < count; i++, index += width) {
                rows[index] = codes[i] == RawColumn.MISSING ? feature.missing() : positions[codes[i]];
            }
        }
    }

    /** Texts are long and seldom the same, so that each is taken to pieces when its event comes. */
    private record TextEncoding(
            EncodedFeature.Text feature, TextEncoder encoder, Optional<RawColumn> column, int at, int width)
            implements Encoding {
        @Override
        public void encode(int from, int count, double[] rows) {
            int[] codes = new int[count];
            Arrays.fill(codes, RawColumn.MISSING);
            column.ifPresent(texts -> texts.codes(from, count, codes));
            List<String> dictionary = column.map(RawColumn::dictionary).orElse(List.of());
            for (int i = 0, index = at; i < count; i++, index += width) {
                Arrays.fill(rows, index, index + feature.width(), 0);
                encoder.vector(codes[i] == RawColumn.MISSING ? null : dictionary.get(codes[i]))
                        .addTo(rows, index);
            }
        }
    }
}
