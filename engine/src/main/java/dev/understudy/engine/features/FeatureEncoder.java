package dev.understudy.engine.features;

import dev.understudy.engine.traffic.RawColumn;
import dev.understudy.engine.traffic.RawInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Encodes events by a schema: the same numbers in training, replay and serving. Thread-safe. */
public final class FeatureEncoder {
    private final FeatureSchema schema;
    private final List<Encoding> encodings;

    public FeatureEncoder(FeatureSchema schema) {
        this.schema = schema;
        this.encodings = new ArrayList<>();
        int at = 0;
        for (EncodedFeature feature : schema.features()) {
            encodings.add(
                    switch (feature) {
                        case EncodedFeature.Numeric numeric -> new NumericEncoding(numeric, at);
                        case EncodedFeature.Categorical categorical -> new CategoricalEncoding(categorical, at);
                        case EncodedFeature.Text text -> new TextEncoding(text, new TextEncoder(text), at);
                    });
            at += feature.width();
        }
    }

    /** The schema it encodes by. */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * Encodes one event.
     *
     * @param rows where to, row by row
     * @param offset where the event's numbers begin; {@code schema().width()} of them are written
     * @throws dev.understudy.engine.common.UnderstudyException DATA_INVALID, naming the feature, if a value has the
     *     wrong type
     */
    public void encode(RawInput input, double[] rows, int offset) {
        for (Encoding encoding : encodings) {
            encoding.encode(input, rows, offset);
        }
    }

    /** Encodes a whole table; shape [rows × width], row by row. */
    public double[] encode(FeatureTable table) {
        int width = schema.width();
        double[] rows = new double[Math.multiplyExact(table.rows(), width)];
        for (int feature = 0; feature < encodings.size(); feature++) {
            encodings.get(feature).encode(table.columns().get(feature), rows, width);
        }
        return rows;
    }

    /**
     * An encoder of many events that lie in columns.
     *
     * @param columns finds a raw value's column by name; empty where no event has the value
     */
    public ColumnEncoder over(Function<String, Optional<RawColumn>> columns) {
        return new ColumnEncoder(schema, columns);
    }

    /** Where each of these texts stands among a feature's categories. */
    static int[] positions(EncodedFeature.Categorical feature, List<String> texts) {
        CategoricalEncoding encoding = new CategoricalEncoding(feature, 0);
        return texts.stream().mapToInt(encoding::position).toArray();
    }

    /**
     * Encodes the very rows that the schema was learnt from, for training; shape [rows × width], row by row. It differs
     * from {@link #encode(FeatureTable)} where a text's numbers were learnt from outcomes: a row's own is left out.
     */
    public double[] encodeTraining(FeatureTable table, TextTerms terms) {
        double[] rows = encode(table);
        if (terms instanceof TextTerms.Telling telling) {
            for (int feature = 0; feature < encodings.size(); feature++) {
                if (encodings.get(feature) instanceof TextEncoding text) {
                    FeatureColumn.Categorical column =
                            (FeatureColumn.Categorical) table.columns().get(feature);
                    text.put(TextFitting.trainingRows(column, text.feature(), telling), rows, schema.width());
                }
            }
        }
        return rows;
    }

    private sealed interface Encoding {
        void encode(RawInput input, double[] rows, int offset);

        void encode(FeatureColumn column, double[] rows, int width);
    }

    private record NumericEncoding(EncodedFeature.Numeric feature, int at) implements Encoding {
        @Override
        public void encode(RawInput input, double[] rows, int offset) {
            put(FeatureColumn.Numeric.parse(feature.name(), input.get(feature.name())), rows, offset + at);
        }

        @Override
        public void encode(FeatureColumn column, double[] rows, int width) {
            FeatureColumn.Numeric numeric = (FeatureColumn.Numeric) column;
            for (int row = 0; row < column.rows(); row++) {
                put(numeric.value(row), rows, row * width + at);
            }
        }

        private void put(double value, double[] rows, int index) {
            boolean missing = Double.isNaN(value);
            rows[index] = missing ? feature.imputation() : value;
            if (feature.missingIndicator()) {
                rows[index + 1] = missing ? 1 : 0;
            }
        }
    }

    private static final class CategoricalEncoding implements Encoding {
        private final EncodedFeature.Categorical feature;
        private final int at;
        private final Map<String, Integer> positions = new HashMap<>();

        CategoricalEncoding(EncodedFeature.Categorical feature, int at) {
            this.feature = feature;
            this.at = at;
            for (String category : feature.categories()) {
                positions.put(category, positions.size());
            }
        }

        @Override
        public void encode(RawInput input, double[] rows, int offset) {
            rows[offset + at] = position(input.get(feature.name()));
        }

        @Override
        public void encode(FeatureColumn column, double[] rows, int width) {
            FeatureColumn.Categorical categorical = (FeatureColumn.Categorical) column;
            int[] translated =
                    categorical.dictionary().stream().mapToInt(this::position).toArray();
            for (int row = 0; row < column.rows(); row++) {
                int code = categorical.value(row);
                rows[row * width + at] =
                        code == FeatureColumn.Categorical.MISSING ? feature.missing() : translated[code];
            }
        }

        private int position(@Nullable String value) {
            return value == null ? feature.missing() : positions.getOrDefault(value, feature.unseen());
        }
    }

    private record TextEncoding(EncodedFeature.Text feature, TextEncoder encoder, int at) implements Encoding {
        @Override
        public void encode(RawInput input, double[] rows, int offset) {
            put(encoder.vector(input.get(feature.name())), rows, offset + at);
        }

        @Override
        public void encode(FeatureColumn column, double[] rows, int width) {
            put(encoder.vectors((FeatureColumn.Categorical) column), rows, width);
        }

        private void put(TermVector[] vectors, double[] rows, int width) {
            for (int row = 0; row < vectors.length; row++) {
                put(vectors[row], rows, row * width + at);
            }
        }

        private void put(TermVector vector, double[] rows, int index) {
            Arrays.fill(rows, index, index + feature.width(), 0);
            vector.addTo(rows, index);
        }
    }
}
