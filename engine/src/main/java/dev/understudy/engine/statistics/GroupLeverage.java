package dev.understudy.engine.statistics;

/**
 * How much of a sample's weight each group has. The contributions are taken about an estimate that a large group has pulled
 * towards itself, so that its sum comes out too small; divided by 1 − its share it is what it would be about an estimate
 * that was made without the group: the jackknife over groups (CV3; MacKinnon, Nielsen and Webb 2023). And few groups that
 * have most of the weight know as little as if they were alone.
 */
final class GroupLeverage {
    /** One a group, or a single one where all groups weigh the same, as a million lone events do. */
    private final double[] corrections;

    private final int groups;
    private final double effectiveGroups;

    private GroupLeverage(double[] corrections, int groups, double effectiveGroups) {
        this.corrections = corrections;
        this.groups = groups;
        this.effectiveGroups = effectiveGroups;
    }

    /**
     * @param weights of the groups, above 0; kept and changed
     */
    static GroupLeverage of(double[] weights) {
        EffectiveSize size = new EffectiveSize();
        boolean allEqual = true;
        for (double weight : weights) {
            size.add(weight);
            allEqual &= weight == weights[0];
        }
        double[] corrections = allEqual && weights.length > 0 ? new double[] {weights[0]} : weights;
        double all = size.weight();
        for (int i = 0; i < corrections.length; i++) {
            corrections[i] = 1 / (1 - corrections[i] / all);
        }
        return new GroupLeverage(corrections, weights.length, size.value());
    }

    /** 1 / (1 − the group's share of the weight). */
    double correction(int group) {
        return corrections[corrections.length == 1 ? 0 : group];
    }

    /**
     * How many groups of equal weight would know as much, less one: the degrees of freedom of a variance between groups
     * (Kish 1965). At least 1.
     */
    double degreesOfFreedom() {
        return Math.max(1, effectiveGroups - 1);
    }

    /** (G − 1)/G: with it the corrected squares of G equal groups get the factor G/(G − 1). */
    double scale() {
        return (groups - 1.0) / groups;
    }

    /** Σ of the squares of the groups' sums, corrected and scaled. */
    double variance(double[] sums) {
        CompensatedSum squares = new CompensatedSum();
        for (int group = 0; group < sums.length; group++) {
            double sum = sums[group] * correction(group);
            squares.add(sum * sum);
        }
        return scale() * squares.value();
    }
}
