package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * The value of a metric for both models, and per event of the sample, in its order, the first-order contribution to
 * candidate - live. Under independence the variance of the difference is the sum of the squared contributions; the
 * small-sample factors are inside: n/(n-1) for means, and by class for AUC, which makes it the variance of DeLong,
 * DeLong and Clarke-Pearson (1988). n is Kish's effective number where events are weighted. The array is copied on the
 * way in and on the way out.
 *
 * @param live the metric of the live model
 * @param candidate the metric of the candidate
 * @param contributions one number per event, in the metric's unit
 */
@SuppressWarnings("ArrayRecordComponent") // a million boxed numbers would be too dear, and both ways are copied
public record PairedInfluence(double live, double candidate, double[] contributions) implements Influence {
    public PairedInfluence {
        contributions = contributions.clone();
    }

    @Override
    public double[] contributions() {
        return contributions.clone();
    }

    /** Candidate - live. */
    public double difference() {
        return candidate - live;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairedInfluence(double otherLive, double otherCandidate, double[] others)
                && Double.compare(live, otherLive) == 0
                && Double.compare(candidate, otherCandidate) == 0
                && Arrays.equals(contributions, others);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Double.hashCode(live) + Double.hashCode(candidate)) + Arrays.hashCode(contributions);
    }

    @Override
    public String toString() {
        return "PairedInfluence[live=" + live + ", candidate=" + candidate + ", " + contributions.length
                + " contributions]";
    }
}
