package dev.understudy.engine.features;

import dev.understudy.engine.task.FeatureType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All features of a model in their order, and so the layout of an encoded event: the numbers of the first feature, then
 * those of the second, and so on.
 *
 * @param features the features, at least one
 */
public record FeatureSchema(List<EncodedFeature> features) {
    public FeatureSchema {
        features = List.copyOf(features);
    }

    /**
     * One number of an encoded event.
     *
     * @param name the feature; the feature and {@code is missing}; of a text the feature, {@code term} or {@code evidence} and a
     *     position
     * @param positions how many values a nominal number takes; 0 for one whose order counts
     */
    public record Column(String name, int positions) {
        /** Whether the number is a position in a set, so that only equality has a meaning. */
        public boolean isNominal() {
            return positions > 0;
        }
    }

    /** Learns the encoding of a table; models see all terms of its texts. */
    public static FeatureSchema fit(FeatureTable table) {
        return fit(table, new TextTerms.All(TextTerms.DEFAULT_DIMENSIONS));
    }

    /**
     * Learns the encoding of a table.
     *
     * @param terms which terms of its texts a model sees
     */
    public static FeatureSchema fit(FeatureTable table, TextTerms terms) {
        List<EncodedFeature> features = new ArrayList<>();
        for (int feature = 0; feature < table.columns().size(); feature++) {
            features.add(
                    switch (table.columns().get(feature)) {
                        case FeatureColumn.Numeric numeric -> numeric(numeric);
                        case FeatureColumn.Categorical texts ->
                            table.features().get(feature).type() == FeatureType.TEXT
                                    ? TextFitting.fit(texts, terms)
                                    : categorical(texts);
                    });
        }
        return new FeatureSchema(features);
    }

    private static EncodedFeature numeric(FeatureColumn.Numeric column) {
        double[] sorted = IntStream.range(0, column.rows())
                .mapToDouble(column::value)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        boolean missing = sorted.length < column.rows();
        if (sorted.length == 0) {
            return new EncodedFeature.Numeric(column.name(), 0, missing, 0, 0);
        }
        double median = sorted[(sorted.length - 1) / 2];
        return new EncodedFeature.Numeric(column.name(), median, missing, sorted[0], sorted[sorted.length - 1]);
    }

    private static EncodedFeature categorical(FeatureColumn.Categorical column) {
        return new EncodedFeature.Categorical(
                column.name(), column.dictionary().stream().sorted().toList());
    }

    /** The numbers of an encoded event, in order. */
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        for (EncodedFeature feature : features) {
            switch (feature) {
                case EncodedFeature.Numeric numeric -> {
                    columns.add(new Column(numeric.name(), 0));
                    if (numeric.missingIndicator()) {
                        columns.add(new Column(numeric.name() + " is missing", 0));
                    }
                }
                case EncodedFeature.Categorical categorical ->
                    columns.add(new Column(categorical.name(), categorical.positions()));
                case EncodedFeature.Text text -> {
                    text.kept().forEach(position -> columns.add(new Column(text.name() + " term " + position, 0)));
                    for (int sum = 0; sum < text.evidence().size(); sum++) {
                        columns.add(new Column(text.name() + " evidence " + sum, 0));
                    }
                }
            }
        }
        return columns;
    }

    /** How many numbers an encoded event has. */
    public int width() {
        return features.stream().mapToInt(EncodedFeature::width).sum();
    }

    /** The positions of each number of an encoded event, 0 where its order counts; shape [width]. */
    public int[] positions() {
        return columns().stream().mapToInt(Column::positions).toArray();
    }
}
