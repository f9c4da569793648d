package dev.understudy.engine.statistics;

/**
 * The AUC within each slice of a column, exactly: the whole sample is put in order once, and one walk along it counts for
 * all slices of a column what lies below each event in its own slice. Contributions are the placement values of DeLong,
 * DeLong and Clarke-Pearson (1988), as in {@link AucInfluence}.
 *
 * <p>Numbers of a slice and a class stand side by side, at {@code 2 · slice + class}, those of no slice behind all others:
 * the walk goes over every event for every column, and does not branch.
 */
final class SlicedAuc implements SlicedValues.Function {
    private static final double FEWEST_OF_A_CLASS = 10;

    private final byte[] classes;
    private final double[] weights;
    private final Order live;
    private final Order candidate;

    SlicedAuc(PairedSample sample, int step) {
        int events = SliceSearch.events(sample, step);
        classes = new byte[events];
        weights = new double[events];
        for (int j = 0; j < events; j++) {
            classes[j] = (byte) (sample.outcome(j * step) == 1 ? 1 : 0);
            weights[j] = sample.weight(j * step);
        }
        live = Order.of(sample.ranks(Side.LIVE), step, classes, weights);
        candidate = Order.of(sample.ranks(Side.CANDIDATE), step, classes, weights);
    }

    /**
     * Events by rising score, with what is asked of each beside it: looking it up in the order of the events would wait
     * for memory.
     *
     * @param events their positions
     * @param ends of events that share a score, the place after the last of them
     * @param classes of them
     * @param weights of them
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the class, never changed
    private record Order(int[] events, int[] ends, byte[] classes, double[] weights) {
        static Order of(ScoreRanks ranks, int step, byte[] classes, double[] weights) {
            int[] next = new int[ranks.count() + 1];
            for (int j = 0; j < classes.length; j++) {
                next[ranks.rankOf(j * step) + 1]++;
            }
            for (int rank = 0; rank < ranks.count(); rank++) {
                next[rank + 1] += next[rank];
            }
            int[] order = new int[classes.length];
            for (int j = 0; j < classes.length; j++) {
                order[next[ranks.rankOf(j * step)]++] = j;
            }
            int[] ends = new int[classes.length];
            byte[] classesInOrder = new byte[order.length];
            double[] weightsInOrder = new double[order.length];
            for (int i = 0; i < order.length; i++) {
                ends[i] = next[ranks.rankOf(order[i] * step)];
                classesInOrder[i] = classes[order[i]];
                weightsInOrder[i] = weights[order[i]];
            }
            return new Order(order, ends, classesInOrder, weightsInOrder);
        }

        /**
         * Per event, adds what lies below it of the other class in its slice, half of those at its own score.
         *
         * @param slices of the events in their order; those of no slice in one more
         * @return the sums of it over the events, each by its weight, by slice and class
         */
        double[] addBelow(short[] slices, int count, double[] below, int sign) {
            double[] sums = new double[2 * count + 2];
            double[] passed = new double[2 * count + 2];
            double[] here = new double[2 * count + 2];
            for (int from = 0; from < events.length; ) {
                int to = ends[from];
                if (to == from + 1) {
                    int own = 2 * slices[events[from]] + classes[from];
                    double others = passed[own ^ 1];
                    below[events[from]] += sign * others;
                    sums[own] += weights[from] * others;
                    passed[own] += weights[from];
                } else {
                    for (int i = from; i < to; i++) {
                        here[2 * slices[events[i]] + classes[i]] += weights[i];
                    }
                    for (int i = from; i < to; i++) {
                        int own = 2 * slices[events[i]] + classes[i];
                        double others = passed[own ^ 1] + here[own ^ 1] / 2;
                        below[events[i]] += sign * others;
                        sums[own] += weights[i] * others;
                    }
                    for (int i = from; i < to; i++) {
                        int own = 2 * slices[events[i]] + classes[i];
                        passed[own] += here[own];
                        here[own] = 0;
                    }
                }
                from = to;
            }
            return sums;
        }
    }

    @Override
    public SlicedValues of(Slicing slicing) {
        int count = slicing.count();
        short[] slices = new short[classes.length];
        double[] sizes = new double[2 * count + 2];
        double[] squares = new double[2 * count + 2];
        for (int j = 0; j < slices.length; j++) {
            slices[j] = slicing.of(j) == Slicing.NONE ? (short) count : slicing.of(j);
            sizes[2 * slices[j] + classes[j]] += weights[j];
            squares[2 * slices[j] + classes[j]] += weights[j] * weights[j];
        }
        double[] below = new double[classes.length];
        double[] ofLive = areas(live.addBelow(slices, count, below, -1), sizes, squares);
        double[] ofCandidate = areas(candidate.addBelow(slices, count, below, 1), sizes, squares);
        double[] scales = new double[sizes.length];
        for (int own = 0; own < scales.length; own++) {
            scales[own] = SlicedValues.smallSampleFactor(sizes[own], squares[own]) / sizes[own];
        }
        for (int j = 0; j < below.length; j++) {
            int slice = slices[j];
            int own = 2 * slice + classes[j];
            // what lies below a positive event is ranked right; of a negative one, what does not
            double placement = (classes[j] == 1 ? below[j] : -below[j]) / sizes[own ^ 1];
            below[j] = slice == count ? 0 : weights[j] * (placement - ofCandidate[slice] + ofLive[slice]) * scales[own];
        }
        return new SlicedValues(ofLive, ofCandidate, below);
    }

    /** By slice; NaN where there are too few of a class. */
    private static double[] areas(double[] sums, double[] sizes, double[] squares) {
        double[] areas = new double[sums.length / 2 - 1];
        for (int slice = 0; slice < areas.length; slice++) {
            int negative = 2 * slice;
            int positive = negative + 1;
            boolean enough = sizes[negative] * sizes[negative] >= FEWEST_OF_A_CLASS * squares[negative]
                    && sizes[positive] * sizes[positive] >= FEWEST_OF_A_CLASS * squares[positive]
                    && sizes[negative] > 0
                    && sizes[positive] > 0;
            areas[slice] = enough ? sums[positive] / (sizes[positive] * sizes[negative]) : Double.NaN;
        }
        return areas;
    }
}
