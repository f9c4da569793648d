package dev.understudy.engine.statistics;

import java.util.Objects;

/**
 * The difference of a metric where some outcomes were hidden: it lies between two differences, each estimated as if the
 * hidden outcomes had turned out so that it is as low, or as high, as it can be. Partial identification: Manski (1989),
 * with an interval that holds the whole range at the confidence of its two ends (Horowitz and Manski 2000).
 *
 * @param lowest the difference if every hidden outcome were the one that makes it smallest
 * @param highest the difference if every one were the one that makes it largest
 */
public record BoundedDifference(PairedDifference lowest, PairedDifference highest) implements PairedEstimate {
    public BoundedDifference {
        Objects.requireNonNull(lowest, "lowest");
        Objects.requireNonNull(highest, "highest");
        if (lowest.metric() != highest.metric() || lowest.confidence() != highest.confidence()) {
            throw new IllegalArgumentException("both ends are of one metric, at one confidence");
        }
        if (lowest.lower() > highest.upper()) {
            throw new IllegalArgumentException(
                    "the lower end " + lowest.lower() + " lies above the upper end " + highest.upper());
        }
    }

    @Override
    public Metric metric() {
        return lowest.metric();
    }

    @Override
    public int events() {
        return lowest.events();
    }

    /** The lower end of the interval: that of the lowest difference. */
    public double lower() {
        return lowest.lower();
    }

    /** The upper end of the interval: that of the highest difference. */
    public double upper() {
        return highest.upper();
    }

    /** The middle of the interval. */
    public double middle() {
        return lower() + (upper() - lower()) / 2;
    }

    /** Of Student's t behind both ends: those of the end that has fewer. */
    public double degreesOfFreedom() {
        return Math.min(lowest.degreesOfFreedom(), highest.degreesOfFreedom());
    }

    /**
     * The error that a plain estimate at the middle would have with this interval. Intervals that are made with it at a
     * higher confidence hold the ends of both differences at that confidence, since the part of it that is no error grows too.
     */
    public double standardError() {
        StudentT student = new StudentT(degreesOfFreedom());
        double own = Math.max(lowest.difference() - lowest.lower(), highest.upper() - highest.difference());
        double reach = Math.max((upper() - lower()) / 2, own);
        return reach == 0 ? 0 : reach / student.reach(1, lowest.confidence());
    }

    /** Two-sided p-value of no difference, as far as that can be refuted whatever the hidden outcomes were. */
    public double pValue() {
        return Math.min(1, 2 * Math.min(lowest.pValueAbove(0), highest.pValueBelow(0)));
    }
}
