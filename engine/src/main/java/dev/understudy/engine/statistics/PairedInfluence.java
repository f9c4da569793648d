package dev.understudy.engine.statistics;

import java.util.Arrays;

/**
 * The value of a metric for both models, and per event of the sample, in its order, the first-order contribution to
 * candidate - live. Under independence the variance of the difference is the sum of the squared contributions; the
 * small-sample factors are inside: n/(n-1) for means, and by class for AUC, which makes it the variance of DeLong,
 * DeLong and Clarke-Pearson (1988). n is Kish's effective number where events are weighted. The array is copied on the
 * way in and on the way out.
 */
public final class PairedInfluence implements Influence {
    private final double live;
    private final double candidate;
    private final double[] contributions;

    /**
     * A metric of both models.
     *
     * @param live the metric of the live model
     * @param candidate the metric of the candidate
     * @param contributions one number per event, in the metric's unit
     */
    public PairedInfluence(double live, double candidate, double[] contributions) {
        this(contributions.clone(), live, candidate);
    }

    private PairedInfluence(double[] owned, double live, double candidate) {
        this.live = live;
        this.candidate = candidate;
        this.contributions = owned;
    }

    /** Takes an array that nobody else has; a million numbers are not copied for nothing. */
    static PairedInfluence owning(double live, double candidate, double[] contributions) {
        return new PairedInfluence(contributions, live, candidate);
    }

    /** The metric of the live model. */
    public double live() {
        return live;
    }

    /** The metric of the candidate. */
    public double candidate() {
        return candidate;
    }

    /** One number per event, in the metric's unit. */
    public double[] contributions() {
        return contributions.clone();
    }

    /** The same without a copy, to be read only. */
    double[] shared() {
        return contributions;
    }

    /** Candidate - live. */
    public double difference() {
        return candidate - live;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PairedInfluence influence
                && Double.compare(live, influence.live) == 0
                && Double.compare(candidate, influence.candidate) == 0
                && Arrays.equals(contributions, influence.contributions);
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
