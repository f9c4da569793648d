package dev.understudy.engine.features;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts as numbers: for each position (1 + ln of how often its terms are there) times its inverse document frequency
 * ln((1 + documents) / (1 + documents with it)) + 1, the whole scaled to length 1 before positions are left out. Behind
 * the positions that are kept stand sums over all of them.
 * Thread-safe.
 */
public final class TextEncoder {
    private final double[] inverseFrequency;
    private final int[] columns;
    private final int keptColumns;
    private final double[][] evidence;

    public TextEncoder(EncodedFeature.Text feature) {
        this.inverseFrequency = new double[feature.dimensions()];
        for (int position = 0; position < inverseFrequency.length; position++) {
            double documents = 1.0 + feature.frequencies().get(position);
            inverseFrequency[position] = StrictMath.log((1.0 + feature.documents()) / documents) + 1;
        }
        this.columns = new int[feature.dimensions()];
        Arrays.fill(columns, -1);
        this.keptColumns = feature.kept().size();
        for (int column = 0; column < keptColumns; column++) {
            columns[feature.kept().get(column)] = column;
        }
        this.evidence = feature.evidence().stream()
                .map(factors ->
                        factors.stream().mapToDouble(Double::doubleValue).toArray())
                .toArray(double[][]::new);
    }

    /** The numbers of one text; a missing one is empty. */
    public TermVector vector(@Nullable String text) {
        int[] terms = HashedTerms.of(text, columns.length);
        int[] kept = new int[terms.length + evidence.length];
        double[] values = new double[kept.length];
        double[] sums = new double[evidence.length];
        int size = 0;
        double squares = 0;
        for (int from = 0; from < terms.length; ) {
            int position = terms[from];
            int to = from + 1;
            while (to < terms.length && terms[to] == position) {
                to++;
            }
            double value = (1 + StrictMath.log(to - from)) * inverseFrequency[position];
            squares += value * value;
            for (int sum = 0; sum < sums.length; sum++) {
                sums[sum] += value * evidence[sum][position];
            }
            if (columns[position] >= 0) {
                kept[size] = columns[position];
                values[size++] = value;
            }
            from = to;
        }
        if (squares > 0) {
            for (int sum = 0; sum < sums.length; sum++) {
                kept[size] = keptColumns + sum;
                values[size++] = sums[sum];
            }
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < size; i++) {
            values[i] /= length;
        }
        return new TermVector(Arrays.copyOf(kept, size), Arrays.copyOf(values, size));
    }

    /** The numbers of each row of a column; rows of the same text share them. */
    public TermVector[] vectors(FeatureColumn.Categorical column) {
        List<String> texts = column.dictionary();
        TermVector missing = vector(null);
        TermVector[] ofText = texts.stream().map(this::vector).toArray(TermVector[]::new);
        TermVector[] rows = new TermVector[column.rows()];
        for (int row = 0; row < rows.length; row++) {
            int code = column.value(row);
            rows[row] = code == FeatureColumn.Categorical.MISSING ? missing : ofText[code];
        }
        return rows;
    }
}
