package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * The ratio of two sums in each slice, as {@link RatioInfluence} has it for a whole sample; a mean is the ratio with 1
 * below. A root, if asked for, is that of the ratio.
 */
final class SlicedRatio implements SlicedValues.Function {
    private static final int FEWEST_COUNTED = 20;

    private final double[] weights;
    private final double[] liveAbove;
    private final double[] candidateAbove;
    private final double[] liveBelow;
    private final double[] candidateBelow;
    private final boolean root;

    SlicedRatio(PairedSample sample, int step, EventTerm above, EventTerm below, boolean root) {
        int events = SliceSearch.events(sample, step);
        weights = new double[events];
        liveAbove = new double[events];
        candidateAbove = new double[events];
        liveBelow = new double[events];
        candidateBelow = new double[events];
        for (int j = 0; j < events; j++) {
            weights[j] = sample.weight(j * step);
            liveAbove[j] = above.of(sample, Side.LIVE, j * step);
            candidateAbove[j] = above.of(sample, Side.CANDIDATE, j * step);
            liveBelow[j] = below.of(sample, Side.LIVE, j * step);
            candidateBelow[j] = below.of(sample, Side.CANDIDATE, j * step);
        }
        this.root = root;
    }

    @Override
    public SlicedValues of(Slicing slicing) {
        double[] contributions = new double[weights.length];
        double[] live = add(slicing, liveAbove, liveBelow, contributions, -1);
        double[] candidate = add(slicing, candidateAbove, candidateBelow, contributions, 1);
        return new SlicedValues(live, candidate, contributions);
    }

    private double[] add(Slicing slicing, double[] above, double[] below, double[] contributions, int sign) {
        double[] tops = new double[slicing.count()];
        double[] bottoms = new double[slicing.count()];
        double[] counted = new double[slicing.count()];
        double[] squares = new double[slicing.count()];
        for (int j = 0; j < weights.length; j++) {
            int slice = slicing.of(j);
            if (slice >= 0) {
                tops[slice] += weights[j] * above[j];
                bottoms[slice] += weights[j] * below[j];
                if (below[j] != 0) {
                    counted[slice] += weights[j];
                    squares[slice] += weights[j] * weights[j];
                }
            }
        }
        double[] values = new double[slicing.count()];
        double[] scales = new double[slicing.count()];
        for (int slice = 0; slice < values.length; slice++) {
            double effective = counted[slice] * counted[slice] / squares[slice];
            values[slice] = effective >= FEWEST_COUNTED ? tops[slice] / bottoms[slice] : Double.NaN;
            scales[slice] = sign * SlicedValues.smallSampleFactor(counted[slice], squares[slice]) / bottoms[slice];
        }
        double[] ratios = Arrays.copyOf(values, values.length);
        if (root) {
            for (int slice = 0; slice < values.length; slice++) {
                values[slice] = Math.sqrt(values[slice]);
                scales[slice] = values[slice] > 0 ? scales[slice] / (2 * values[slice]) : 0;
            }
        }
        for (int j = 0; j < weights.length; j++) {
            int slice = slicing.of(j);
            if (slice >= 0) {
                contributions[j] += weights[j] * (above[j] - ratios[slice] * below[j]) * scales[slice];
            }
        }
        return values;
    }
}
