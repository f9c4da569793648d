package dev.understudy.engine.statistics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * What each event contributes to the difference of two ROC curves at fixed false positive rates. At the rate t, where the
 * threshold c has a share t of the negative events above it, a positive event contributes (1{above c} − ROC(t)) / n₁ and
 * a negative one −ROC′(t) (1{above c} − t) / n₀, as the threshold is itself estimated from the negative events (Hsieh and
 * Turnbull 1996, theorem 2.2; Pepe 2003, section 5.2). Candidate − live, with n/(n−1) by class inside, as for the AUC.
 */
final class RocContributions implements GriddedContributions {
    private static final int MODELS = 2;

    private final PairedSample sample;
    private final int rates;

    /** Per model and event: from which rate on it counts in part, and in full. */
    private final short[][] firstPart;

    private final short[][] firstWhole;

    /** What a unit of weight above the threshold contributes, of a positive event for the candidate. */
    private final double ofPositive;

    /** The same of a negative event, by model and rate. */
    private final double[][] ofNegative;

    /** By model and rate: how much of an event counts whose score is the threshold. */
    private final double[][] parts;

    /** By class of the event: what its weight contributes besides, by rate. */
    private final double[][] besides;

    RocContributions(
            PairedSample sample,
            RocRates live,
            RocRates candidate,
            double[] falsePositiveRates,
            EffectiveSize positives,
            EffectiveSize negatives) {
        this.sample = sample;
        RocRates[] curves = {live, candidate};
        this.rates = falsePositiveRates.length;
        this.ofPositive = positives.smallSampleFactor() / positives.weight();
        this.ofNegative = new double[MODELS][rates];
        this.parts = new double[MODELS][rates];
        this.besides = new double[2][rates];
        double negative = negatives.smallSampleFactor() / negatives.weight();
        for (int i = 0; i < rates; i++) {
            for (int model = 0; model < MODELS; model++) {
                double sign = model == 0 ? -1 : 1;
                parts[model][i] = curves[model].part(i);
                ofNegative[model][i] = -sign * negative * curves[model].slope(i);
                besides[1][i] -= sign * ofPositive * curves[model].height(i);
                besides[0][i] -= ofNegative[model][i] * falsePositiveRates[i];
            }
        }
        firstPart = new short[MODELS][sample.size()];
        firstWhole = new short[MODELS][sample.size()];
        for (int model = 0; model < MODELS; model++) {
            for (int event = 0; event < sample.size(); event++) {
                firstPart[model][event] = (short) curves[model].firstPart(event);
                firstWhole[model][event] = (short) curves[model].firstWhole(event);
            }
        }
    }

    @Override
    public double[] sumsOfSquares(Partition groups, IntToDoubleFunction correction) {
        GroupTally together = new GroupTally();
        LoneTally alone = new LoneTally();
        double[] squares = new double[rates];
        int[] events = groups.eventsByGroup();
        int from = 0;
        while (from < events.length) {
            int to = from + 1;
            while (to < events.length && groups.groupOf(events[to]) == groups.groupOf(events[from])) {
                to++;
            }
            double corrected = correction.applyAsDouble(groups.groupOf(events[from]));
            if (to - from == 1) {
                alone.add(events[from], corrected);
            } else {
                for (int i = from; i < to; i++) {
                    together.add(events[i]);
                }
                double[] sums = together.closeGroup();
                for (int i = 0; i < rates; i++) {
                    squares[i] += corrected * sums[i] * (corrected * sums[i]);
                }
            }
            from = to;
        }
        double[] ofAlone = alone.squares();
        for (int i = 0; i < rates; i++) {
            squares[i] += ofAlone[i];
        }
        return squares;
    }

    @Override
    public double[][] sums(Partition groups) {
        GroupTally tally = new GroupTally();
        double[][] sums = new double[rates][groups.count()];
        int[] events = groups.eventsByGroup();
        int from = 0;
        while (from < events.length) {
            int group = groups.groupOf(events[from]);
            int to = from;
            while (to < events.length && groups.groupOf(events[to]) == group) {
                tally.add(events[to++]);
            }
            double[] ofGroup = tally.closeGroup();
            for (int i = 0; i < rates; i++) {
                sums[i][group] = ofGroup[i];
            }
            from = to;
        }
        return sums;
    }

    @Override
    public double[] sumsOfSquares() {
        LoneTally alone = new LoneTally();
        for (int event = 0; event < sample.size(); event++) {
            alone.add(event, 1);
        }
        return alone.squares();
    }

    /**
     * Events that are a group each, of which there may be a million. What one contributes at a rate follows from its
     * class and from where it lies to both thresholds, below, at or above: eighteen cases, whose squared weights are
     * counted by the rates at which they begin and end.
     */
    private final class LoneTally {
        private static final int STATES = 3;

        /** By class, state by the live model and state by the candidate. */
        private final double[][] changes = new double[2 * STATES * STATES][rates + 1];

        void add(int event, double correction) {
            double weight = sample.weight(event) * correction;
            double square = weight * weight;
            int outcome = (int) sample.outcome(event);
            int at = 0;
            while (at < rates) {
                int live = state(0, event, at);
                int candidate = state(1, event, at);
                int next = Math.min(next(0, event, live), next(1, event, candidate));
                double[] counted = changes[(outcome * STATES + live) * STATES + candidate];
                counted[at] += square;
                counted[next] -= square;
                at = next;
            }
        }

        private int state(int model, int event, int rate) {
            return rate >= firstWhole[model][event] ? 2 : rate >= firstPart[model][event] ? 1 : 0;
        }

        /** The rate at which the state ends. */
        private int next(int model, int event, int state) {
            return state == 0 ? firstPart[model][event] : state == 1 ? firstWhole[model][event] : rates;
        }

        double[] squares() {
            double[] squares = new double[rates];
            for (int outcome = 0; outcome < 2; outcome++) {
                for (int live = 0; live < STATES; live++) {
                    for (int candidate = 0; candidate < STATES; candidate++) {
                        double weight = 0;
                        double[] counted = changes[(outcome * STATES + live) * STATES + candidate];
                        for (int i = 0; i < rates; i++) {
                            weight += counted[i];
                            double contribution = contribution(outcome, live, candidate, i);
                            squares[i] += weight * contribution * contribution;
                        }
                    }
                }
            }
            return squares;
        }

        private double contribution(int outcome, int live, int candidate, int rate) {
            double byLive = share(live, parts[0][rate]);
            double byCandidate = share(candidate, parts[1][rate]);
            return besides[outcome][rate]
                    + (outcome == 1
                            ? ofPositive * (byCandidate - byLive)
                            : ofNegative[0][rate] * byLive + ofNegative[1][rate] * byCandidate);
        }

        private static double share(int state, double part) {
            return state == 0 ? 0 : state == 1 ? part : 1;
        }
    }

    /**
     * The weight of one group's events by the rate at which they come above the thresholds, which is enough for its sums
     * at all rates: an event is touched once and not once a rate.
     */
    private final class GroupTally {
        private final double[] sums = new double[rates];
        private final double[] positiveWhole = new double[rates + 1];
        private final double[][] positivePart = new double[MODELS][rates + 1];
        private final double[][] negativeWhole = new double[MODELS][rates + 1];
        private final double[][] negativePart = new double[MODELS][rates + 1];
        private double positives;
        private double negatives;

        void add(int event) {
            double weight = sample.weight(event);
            boolean isPositive = sample.outcome(event) == 1;
            positives += isPositive ? weight : 0;
            negatives += isPositive ? 0 : weight;
            for (int model = 0; model < MODELS; model++) {
                int part = firstPart[model][event];
                int whole = firstWhole[model][event];
                if (isPositive) {
                    // the two models' units differ in their sign alone
                    positiveWhole[whole] += model == 0 ? -weight : weight;
                } else {
                    negativeWhole[model][whole] += weight;
                }
                if (part < whole) {
                    double[] partly = (isPositive ? positivePart : negativePart)[model];
                    partly[part] += weight;
                    partly[whole] -= weight;
                }
            }
        }

        /** The group's sum at each rate; good until the next one is closed. */
        double[] closeGroup() {
            double[] liveRate = ofNegative[0];
            double[] candidateRate = ofNegative[1];
            double positive = 0;
            double livePositive = 0;
            double candidatePositive = 0;
            double liveNegative = 0;
            double candidateNegative = 0;
            double liveNegativePart = 0;
            double candidateNegativePart = 0;
            for (int i = 0; i < rates; i++) {
                positive += positiveWhole[i];
                livePositive += positivePart[0][i];
                candidatePositive += positivePart[1][i];
                liveNegative += negativeWhole[0][i];
                candidateNegative += negativeWhole[1][i];
                liveNegativePart += negativePart[0][i];
                candidateNegativePart += negativePart[1][i];
                double livePart = parts[0][i];
                double candidatePart = parts[1][i];
                sums[i] = positives * besides[1][i]
                        + negatives * besides[0][i]
                        + ofPositive * (positive + candidatePart * candidatePositive - livePart * livePositive)
                        + liveRate[i] * (liveNegative + livePart * liveNegativePart)
                        + candidateRate[i] * (candidateNegative + candidatePart * candidateNegativePart);
            }
            clear();
            return sums;
        }

        private void clear() {
            positives = 0;
            negatives = 0;
            Arrays.fill(positiveWhole, 0);
            for (int model = 0; model < MODELS; model++) {
                Arrays.fill(positivePart[model], 0);
                Arrays.fill(negativeWhole[model], 0);
                Arrays.fill(negativePart[model], 0);
            }
        }
    }
}
