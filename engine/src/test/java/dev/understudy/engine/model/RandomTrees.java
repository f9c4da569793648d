package dev.understudy.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trees and events that were drawn to be awkward: shared and extreme thresholds, both zeros, stumps, vines. */
final class RandomTrees {
    /** Every column may ask for these, and every event may hold them. */
    static final double[] EXTREMES = {
        0.0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        1 + Math.ulp(1.0),
        1 - Math.ulp(0.5),
        1e-300,
        (float) 0.1,
        0.1
    };

    private final SplittableRandom random;
    private final int[] positions;
    private final List<Double> asked = new ArrayList<>();

    RandomTrees(long seed, int width) {
        this.random = new SplittableRandom(seed);
        this.positions = new int[width];
        for (int column = 0; column < width; column++) {
            positions[column] = random.nextInt(3) == 0 ? 2 + random.nextInt(30) : 0;
        }
    }

    boolean[] nominal() {
        return TreeEnsemble.nominal(positions);
    }

    /**
     * An ensemble.
     *
     * @param mostLeaves of a tree; some have fewer, down to one
     * @param vine how likely a node has a leaf for a child where it could share its leaves evenly
     */
    TreeEnsemble ensemble(int trees, int mostLeaves, double vine, int outputs, ScorerForm.Link link) {
        TreeEnsembleBuilder builder = new TreeEnsembleBuilder(positions, outputs);
        for (int tree = 0; tree < trees; tree++) {
            builder.tree();
            grow(builder, random.nextInt(4) == 0 ? 1 + random.nextInt(mostLeaves) : mostLeaves, vine, outputs);
        }
        return builder.build(random.doubles(outputs, -1, 1).toArray(), link);
    }

    private void grow(TreeEnsembleBuilder builder, int leaves, double vine, int outputs) {
        if (leaves == 1) {
            builder.leaf(random.doubles(outputs, -1e3, 1e3)
                    .map(value -> value * Math.pow(10, -random.nextInt(12)))
                    .toArray());
            return;
        }
        int column = random.nextInt(positions.length);
        int first = random.nextDouble() < vine ? (random.nextBoolean() ? 1 : leaves - 1) : (leaves + 1) / 2;
        int node = builder.split(column, threshold(column));
        grow(builder, first, vine, outputs);
        builder.otherChild(node);
        grow(builder, leaves - first, vine, outputs);
    }

    private double threshold(int column) {
        double threshold = switch (random.nextInt(4)) {
            case 0 -> EXTREMES[random.nextInt(EXTREMES.length)];
            case 1 -> random.nextInt(-3, 4);
            default -> random.nextDouble(-2, 2);
        };
        if (positions[column] > 0 && random.nextInt(8) > 0) {
            threshold = random.nextInt(positions[column]);
        }
        asked.add(threshold);
        return threshold;
    }

    /** Events that stand on thresholds, right beside them, at the ends of what a double can be, or nowhere. */
    double[] events(int count) {
        return random.doubles(count * (long) positions.length)
                .map(any -> switch (random.nextInt(8)) {
                    case 0 -> Double.NaN;
                    case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
                    case 2 -> EXTREMES[random.nextInt(EXTREMES.length)];
                    case 3, 4 -> asked.isEmpty() ? any : asked.get(random.nextInt(asked.size()));
                    case 5 -> asked.isEmpty() ? any : Math.nextUp(asked.get(random.nextInt(asked.size())));
                    case 6 -> random.nextInt(30);
                    default -> any * 4 - 2;
                })
                .toArray();
    }
}
