package dev.understudy.engine.statistics;

import java.util.Objects;

/**
 * The difference of a metric between two models on the same events, with its error. Differences are candidate - live in
 * the metric's unit, whichever direction is better.
 *
 * @param metric what was measured
 * @param events how many events weighed anything
 * @param live the metric of the live model
 * @param candidate the metric of the candidate
 * @param difference candidate - live
 * @param standardError of the difference, under the assumed dependence; 0 where every event contributes the same
 * @param lower the lower end of the interval
 * @param upper the upper end of the interval
 * @param confidence of the two-sided interval, in (0, 1)
 * @param pValue two-sided, of no difference
 * @param degreesOfFreedom of Student's t behind interval and p-value; 0 only with a standard error of 0
 * @param clusters how many clusters the events are of, lone events counting as one each
 * @param blocks how many blocks (days) the events are of
 * @param blockInflation by which factor the part of the days in the variance is larger since a day resembles the day
 *     before; 1 where it does not
 */
public record PairedDifference(
        Metric metric,
        int events,
        double live,
        double candidate,
        double difference,
        double standardError,
        double lower,
        double upper,
        double confidence,
        double pValue,
        double degreesOfFreedom,
        int clusters,
        int blocks,
        double blockInflation)
        implements PairedEstimate {
    public PairedDifference {
        Objects.requireNonNull(metric, "metric");
        if (!(Double.isFinite(live) && Double.isFinite(candidate))) {
            throw new IllegalArgumentException("the metric is finite, and not " + live + " or " + candidate);
        }
        if (!(lower <= difference && difference <= upper && standardError >= 0)) {
            throw new IllegalArgumentException("the interval holds the difference, and not [" + lower + ", " + upper
                    + "] the difference " + difference + " with the standard error " + standardError);
        }
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("a p-value lies in [0, 1], and not at " + pValue);
        }
        if (!(degreesOfFreedom > 0 || (degreesOfFreedom == 0 && standardError == 0))) {
            throw new IllegalArgumentException("degrees of freedom are above 0, and not " + degreesOfFreedom);
        }
        StudentT.checkConfidence(confidence);
    }

    /** Makes the interval from the parts of an estimate. */
    static PairedDifference of(
            Metric metric,
            PairedInfluence influence,
            VarianceEstimate variance,
            double confidence,
            EventGroups groups) {
        double difference = influence.difference();
        double standardError = Math.sqrt(variance.variance());
        StudentT student = new StudentT(variance.degreesOfFreedom());
        double reach = student.reach(standardError, confidence);
        return new PairedDifference(
                metric,
                groups.events(),
                influence.live(),
                influence.candidate(),
                difference,
                standardError,
                difference - reach,
                difference + reach,
                confidence,
                Math.min(1, 2 * student.upperTail(Math.abs(difference), standardError)),
                variance.degreesOfFreedom(),
                groups.clusters().count(),
                groups.blocks().count(),
                variance.blockInflation());
    }

    /** The difference with its error alone. */
    public StudentEstimate estimate() {
        return new StudentEstimate(difference, standardError, degreesOfFreedom);
    }

    /**
     * The same estimate with the interval at another confidence: what looking again or several candidates ask for.
     *
     * @throws IllegalArgumentException if the confidence is not in (0, 1)
     */
    public PairedDifference withConfidence(double otherConfidence) {
        double reach = estimate().reach(otherConfidence);
        return new PairedDifference(
                metric,
                events,
                live,
                candidate,
                difference,
                standardError,
                difference - reach,
                difference + reach,
                otherConfidence,
                pValue,
                degreesOfFreedom,
                clusters,
                blocks,
                blockInflation);
    }

    /**
     * One-sided p-value of the claim that the true difference is above a bound: less than (1 - confidence)/2 exactly
     * where {@link #lower} is above it.
     */
    public double pValueAbove(double bound) {
        return estimate().pValueAbove(bound);
    }

    /** One-sided p-value of the claim that the true difference is below a bound. */
    public double pValueBelow(double bound) {
        return estimate().pValueBelow(bound);
    }
}
