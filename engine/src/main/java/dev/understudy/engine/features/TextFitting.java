package dev.understudy.engine.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Learns from training texts how often positions are there, and which of them are worth keeping. */
final class TextFitting {
    private static final int FOLDS = 5;

    private final FeatureColumn.Categorical column;
    private final int dimensions;
    /** The positions of each text in the dictionary, each once; a missing text has none. */
    private final List<int[]> positions;

    private TextFitting(FeatureColumn.Categorical column, int dimensions) {
        this.column = column;
        this.dimensions = dimensions;
        this.positions = column.dictionary().stream()
                .map(text -> Arrays.stream(HashedTerms.of(text, dimensions))
                        .distinct()
                        .toArray())
                .toList();
    }

    static EncodedFeature.Text fit(FeatureColumn.Categorical column, TextTerms terms) {
        TextFitting fitting = new TextFitting(column, terms.dimensions());
        EncodedFeature.Text all = fitting.all();
        return switch (terms) {
            case TextTerms.All wanted -> all;
            case TextTerms.Telling telling -> {
                int[] kept = fitting.mostTelling(telling, all.frequencies());
                yield new EncodedFeature.Text(
                        all.name(),
                        all.documents(),
                        all.frequencies(),
                        orFirst(kept),
                        fitting.evidence(telling, all, 0, 0));
            }
        };
    }

    private EncodedFeature.Text all() {
        double[] ones = new double[column.rows()];
        Arrays.fill(ones, 1);
        double[] frequencies = sums(ones);
        int[] kept = IntStream.range(0, dimensions)
                .filter(position -> frequencies[position] > 0)
                .toArray();
        return new EncodedFeature.Text(
                column.name(),
                column.rows(),
                Arrays.stream(frequencies).mapToObj(count -> (int) count).toList(),
                orFirst(kept),
                List.of());
    }

    /** A feature is a number at least, even if all its texts are empty. */
    private static List<Integer> orFirst(int[] kept) {
        return kept.length == 0 ? List.of(0) : IntStream.of(kept).boxed().toList();
    }

    /**
     * The numbers of training rows as a model meets them: what all terms say together is learnt for each row from rows
     * of other times, since of its own outcome it would say too much. Rows stand in the order of time, and are parted
     * where they stand.
     *
     * @param feature as learnt from all rows
     */
    static TermVector[] trainingRows(
            FeatureColumn.Categorical column, EncodedFeature.Text feature, TextTerms.Telling telling) {
        TextFitting fitting = new TextFitting(column, telling.dimensions());
        EncodedFeature.Text all = fitting.all();
        TermVector[] rows = new TermVector[column.rows()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int from = (int) ((long) rows.length * fold / FOLDS);
            int to = (int) ((long) rows.length * (fold + 1) / FOLDS);
            TextEncoder encoder = new TextEncoder(new EncodedFeature.Text(
                    feature.name(),
                    feature.documents(),
                    feature.frequencies(),
                    feature.kept(),
                    fitting.evidence(telling, all, from, to)));
            TermVector[] part = encoder.vectors(column.rows(from, to));
            System.arraycopy(part, 0, rows, from, part.length);
        }
        return rows;
    }

    /** For each number that is evidence a factor a position, learnt from all rows but those from one to before another. */
    private List<List<Double>> evidence(TextTerms.Telling telling, EncodedFeature.Text all, int from, int to) {
        TermVector[] rows = new TextEncoder(all).vectors(column);
        int left = rows.length - (to - from);
        TermVector[] others = Arrays.copyOf(rows, left);
        double[] outcomes = Arrays.copyOf(telling.outcomes(), left);
        System.arraycopy(rows, to, others, from, rows.length - to);
        System.arraycopy(telling.outcomes(), to, outcomes, from, rows.length - to);
        List<List<Double>> evidence = new ArrayList<>();
        for (double[] ofColumns : telling.evidence().factors(others, all.width(), outcomes)) {
            Double[] factors = new Double[dimensions];
            Arrays.fill(factors, 0.0);
            for (int at = 0; at < ofColumns.length; at++) {
                factors[all.kept().get(at)] = ofColumns[at];
            }
            evidence.add(List.of(factors));
        }
        return evidence;
    }

    /** For each position the sum of the rows' amounts whose text has a term there. */
    private double[] sums(double[] amounts) {
        double[] ofText = new double[positions.size()];
        for (int row = 0; row < amounts.length; row++) {
            if (column.value(row) != FeatureColumn.Categorical.MISSING) {
                ofText[column.value(row)] += amounts[row];
            }
        }
        double[] sums = new double[dimensions];
        for (int text = 0; text < ofText.length; text++) {
            for (int position : positions.get(text)) {
                sums[position] += ofText[text];
            }
        }
        return sums;
    }

    private int[] mostTelling(TextTerms.Telling telling, List<Integer> frequencies) {
        double[] gain = new double[dimensions];
        for (double[] indicator : indicators(telling)) {
            double all = Arrays.stream(indicator).sum();
            double[] with = sums(indicator);
            for (int position = 0; position < dimensions; position++) {
                double there = frequencies.get(position);
                double elsewhere = column.rows() - there;
                if (there > 0 && elsewhere > 0) {
                    gain[position] += telling.classes() == 0
                            ? squared(with[position], there) + squared(all - with[position], elsewhere)
                            : entropyTerm(with[position], there)
                                    + entropyTerm(all - with[position], elsewhere)
                                    - entropyTerm(all, column.rows());
                }
            }
        }
        return IntStream.range(0, dimensions)
                .filter(position -> gain[position] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(position -> -gain[position])
                        .thenComparing(Comparator.naturalOrder()))
                .limit(telling.count())
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    /** Per class whether a row is of it; of numbers their distance from the mean. */
    private static List<double[]> indicators(TextTerms.Telling telling) {
        double[] outcomes = telling.outcomes();
        if (telling.classes() == 0) {
            double mean = Arrays.stream(outcomes).sum() / outcomes.length;
            return List.of(
                    Arrays.stream(outcomes).map(outcome -> outcome - mean).toArray());
        }
        List<double[]> indicators = new ArrayList<>();
        for (int of = 0; of < telling.classes(); of++) {
            int wanted = of;
            indicators.add(Arrays.stream(outcomes)
                    .map(outcome -> outcome == wanted ? 1 : 0)
                    .toArray());
        }
        return indicators;
    }

    private static double squared(double sum, double count) {
        return sum * sum / count;
    }

    private static double entropyTerm(double count, double of) {
        return count > 0 ? count * StrictMath.log(count / of) : 0;
    }
}
