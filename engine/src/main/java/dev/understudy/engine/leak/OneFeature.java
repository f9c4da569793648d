package dev.understudy.engine.leak;

import dev.understudy.engine.features.FeatureColumn;
import java.util.Arrays;

/**
 * One feature as a model of its own: the events fall into cells, and each cell says what the older events in it turned out
 * to be. Numbers fall into cells of like many events, and those that are frequent have a cell of their own; categories are
 * cells; what is missing is one, too.
 */
final class OneFeature {
    private static final int CELLS = 64;
    /** So many events at the overall rate are added to each cell, so that rare categories do not look certain. */
    private static final double PRIOR = 5;

    private final int[] cells;
    private final int count;
    /** By cell and target: of a class its rate, of a regression the mean. */
    private final double[][] means;

    private final double[] overall;

    private OneFeature(int[] cells, int count, Judging judging) {
        this.cells = cells;
        this.count = count;
        int targets = judging.targets();
        this.means = new double[count][targets];
        this.overall = new double[targets];
        double[] sizes = new double[count];
        for (int row = 0; row < judging.older(); row++) {
            sizes[cells[row]]++;
            for (int target = 0; target < targets; target++) {
                double value = judging.target(target, row);
                means[cells[row]][target] += value;
                overall[target] += value / judging.older();
            }
        }
        for (int cell = 0; cell < count; cell++) {
            for (int target = 0; target < targets; target++) {
                means[cell][target] = (means[cell][target] + PRIOR * overall[target]) / (sizes[cell] + PRIOR);
            }
        }
    }

    static OneFeature of(FeatureColumn column, Judging judging) {
        return switch (column) {
            case FeatureColumn.Categorical categories -> of(categories, judging);
            case FeatureColumn.Numeric numbers -> of(numbers, judging);
        };
    }

    /** Whether a value is there at all: cell 0 is missing, cell 1 is not. */
    static OneFeature missingness(FeatureColumn column, Judging judging) {
        int[] cells = new int[judging.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = isMissing(column, judging.row(row)) ? 0 : 1;
        }
        return new OneFeature(cells, 2, judging);
    }

    private static boolean isMissing(FeatureColumn column, int row) {
        return switch (column) {
            case FeatureColumn.Categorical categories -> categories.value(row) == FeatureColumn.Categorical.MISSING;
            case FeatureColumn.Numeric numbers -> Double.isNaN(numbers.value(row));
        };
    }

    private static OneFeature of(FeatureColumn.Categorical column, Judging judging) {
        int[] cells = new int[judging.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = column.value(judging.row(row)) + 1;
        }
        return new OneFeature(cells, column.dictionary().size() + 1, judging);
    }

    private static OneFeature of(FeatureColumn.Numeric column, Judging judging) {
        double[] values = new double[judging.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = column.value(judging.row(row)) + 0.0;
        }
        double[] borders = borders(Arrays.copyOf(values, judging.older()));
        int[] cells = new int[values.length];
        for (int row = 0; row < values.length; row++) {
            if (!Double.isNaN(values[row])) {
                int found = Arrays.binarySearch(borders, values[row]);
                // a value that is a border itself has a cell of its own, apart from those between borders
                cells[row] = found >= 0 ? 2 + 2 * found : 1 + 2 * (-found - 1);
            }
        }
        return new OneFeature(cells, 2 * borders.length + 2, judging);
    }

    private static double[] borders(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] borders = new double[Math.min(CELLS, sorted.length)];
        for (int i = 0; i < borders.length; i++) {
            borders[i] = sorted[(int) ((i + 0.5) * sorted.length / borders.length)];
        }
        return Arrays.stream(borders).distinct().toArray();
    }

    /** Whether all events fall into one cell. */
    boolean isConstant() {
        return Arrays.stream(cells).distinct().count() < 2;
    }

    int cell(int row) {
        return cells[row];
    }

    int cellCount() {
        return count;
    }

    /** What it says of an event. */
    double says(int target, int row) {
        return means[cells[row]][target];
    }

    /** How much it moves the log odds of a class, or the mean of a number, away from what holds overall. */
    double moves(int target, int row, boolean odds) {
        return odds ? logit(says(target, row)) - logit(overall[target]) : says(target, row) - overall[target];
    }

    private static double logit(double rate) {
        double kept = Math.clamp(rate, 1e-6, 1 - 1e-6);
        return Math.log(kept / (1 - kept));
    }
}
