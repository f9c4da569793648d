package dev.understudy.engine.statistics;

/**
 * The AUC within each slice of a column, exactly: the whole sample is put in order once, and one walk along it counts for
 * all slices of a column what lies below each event in its own slice. Contributions are the placement values of DeLong,
 * DeLong and Clarke-Pearson (1988), as in {@link AucInfluence}.
 */
final class SlicedAuc implements SlicedValues.Function {
    private static final double FEWEST_OF_A_CLASS = 10;

    private final boolean[] positive;
    private final double[] weights;
    private final Order live;
    private final Order candidate;

    SlicedAuc(PairedSample sample, int step) {
        int events = SliceSearch.events(sample, step);
        positive = new boolean[events];
        weights = new double[events];
        for (int j = 0; j < events; j++) {
            positive[j] = sample.outcome(j * step) == 1;
            weights[j] = sample.weight(j * step);
        }
        live = Order.of(sample.ranks(Side.LIVE), step, events);
        candidate = Order.of(sample.ranks(Side.CANDIDATE), step, events);
    }

    /**
     * Events by rising score.
     *
     * @param events their positions
     * @param isSameAsBefore whether it shares the score of the one before it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the class, never changed
    private record Order(int[] events, boolean[] isSameAsBefore) {
        static Order of(ScoreRanks ranks, int step, int events) {
            int[] next = new int[ranks.count() + 1];
            for (int j = 0; j < events; j++) {
                next[ranks.rankOf(j * step) + 1]++;
            }
            for (int rank = 0; rank < ranks.count(); rank++) {
                next[rank + 1] += next[rank];
            }
            int[] order = new int[events];
            for (int j = 0; j < events; j++) {
                order[next[ranks.rankOf(j * step)]++] = j;
            }
            boolean[] same = new boolean[events];
            for (int i = 1; i < events; i++) {
                same[i] = ranks.rankOf(order[i] * step) == ranks.rankOf(order[i - 1] * step);
            }
            return new Order(order, same);
        }
    }

    @Override
    public SlicedValues of(Slicing slicing) {
        Classes positives = new Classes(slicing.count());
        Classes negatives = new Classes(slicing.count());
        for (int j = 0; j < positive.length; j++) {
            if (slicing.of(j) >= 0) {
                (positive[j] ? positives : negatives).add(slicing.of(j), weights[j]);
            }
        }
        double[] contributions = new double[positive.length];
        double[] ofLive = add(slicing, live, positives, negatives, contributions, -1);
        double[] ofCandidate = add(slicing, candidate, positives, negatives, contributions, 1);
        for (int j = 0; j < contributions.length; j++) {
            int slice = slicing.of(j);
            if (slice >= 0) {
                Classes own = positive[j] ? positives : negatives;
                contributions[j] =
                        weights[j] * (contributions[j] - ofCandidate[slice] + ofLive[slice]) * own.scale(slice);
            }
        }
        return new SlicedValues(ofLive, ofCandidate, contributions);
    }

    /** Adds the placements of the events in their slices. */
    private double[] add(
            Slicing slicing, Order order, Classes positives, Classes negatives, double[] placements, int sign) {
        double[] positivesBelow = new double[slicing.count()];
        double[] negativesBelow = new double[slicing.count()];
        double[] positivesHere = new double[slicing.count()];
        double[] negativesHere = new double[slicing.count()];
        double[] pairs = new double[slicing.count()];
        int[] events = order.events();
        for (int from = 0; from < events.length; ) {
            int to = from + 1;
            while (to < events.length && order.isSameAsBefore()[to]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                int slice = slicing.of(events[i]);
                if (slice >= 0) {
                    (positive[events[i]] ? positivesHere : negativesHere)[slice] += weights[events[i]];
                }
            }
            for (int i = from; i < to; i++) {
                int event = events[i];
                int slice = slicing.of(event);
                if (slice >= 0 && positive[event]) {
                    double below = negativesBelow[slice] + negativesHere[slice] / 2;
                    pairs[slice] += weights[event] * below;
                    placements[event] += sign * below / negatives.weights[slice];
                } else if (slice >= 0) {
                    double below = positivesBelow[slice] + positivesHere[slice] / 2;
                    placements[event] += sign * (1 - below / positives.weights[slice]);
                }
            }
            for (int i = from; i < to; i++) {
                int slice = slicing.of(events[i]);
                if (slice >= 0) {
                    positivesBelow[slice] += positivesHere[slice];
                    negativesBelow[slice] += negativesHere[slice];
                    positivesHere[slice] = 0;
                    negativesHere[slice] = 0;
                }
            }
            from = to;
        }
        double[] areas = new double[slicing.count()];
        for (int slice = 0; slice < areas.length; slice++) {
            boolean enough =
                    positives.effective(slice) >= FEWEST_OF_A_CLASS && negatives.effective(slice) >= FEWEST_OF_A_CLASS;
            areas[slice] = enough ? pairs[slice] / (positives.weights[slice] * negatives.weights[slice]) : Double.NaN;
        }
        return areas;
    }

    /** The weight of one class by slice. */
    private static final class Classes {
        private final double[] weights;
        private final double[] squares;

        Classes(int slices) {
            weights = new double[slices];
            squares = new double[slices];
        }

        void add(int slice, double weight) {
            weights[slice] += weight;
            squares[slice] += weight * weight;
        }

        double effective(int slice) {
            return weights[slice] > 0 ? weights[slice] * weights[slice] / squares[slice] : 0;
        }

        double scale(int slice) {
            return SlicedValues.smallSampleFactor(weights[slice], squares[slice]) / weights[slice];
        }
    }
}
