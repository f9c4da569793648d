package dev.understudy.engine.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for slices in which the candidate is worse than the live model. Each slice that is large enough is tested by itself,
 * one-sided, against the claim that the candidate is not worse there; over all that were tested the share of false ones
 * among those found is kept at 10 % (Benjamini and Hochberg 1995; slices of several columns overlap, and their tests hang
 * together the way that the procedure allows, Benjamini and Yekutieli 2001). Not for several threads.
 */
public final class SliceSearch {
    /** The share of false slices to be expected among those found, at most. */
    public static final double RATE = 0.1;

    private static final int FEWEST_EVENTS = 100;
    /** What is nearly everything says nothing of its own. */
    private static final double LARGEST_SHARE = 0.95;

    private static final int MOST_SHOWN = 10;

    private final PairedSample sample;
    private final Metric metric;
    private final int step;
    private final double confidence;
    private final SlicedValues.Function values;
    private final SlicedVariance variance;

    /**
     * @param metric what the gate compares; where it cannot be had by slices, its {@linkplain #counterpart counterpart} is
     *     taken
     * @param costs what wrong decisions cost, or null where the task names no costs
     * @param dependence how events may depend on each other
     * @param confidence of the intervals
     * @param step every how many events one is looked at, from the first on
     */
    public SliceSearch(
            PairedSample sample,
            Metric metric,
            @Nullable DecisionCosts costs,
            Dependence dependence,
            double confidence,
            int step) {
        StudentT.checkConfidence(confidence);
        this.sample = sample;
        this.metric = counterpart(metric);
        this.step = step;
        this.confidence = confidence;
        this.values = function(this.metric, sample, costs, step);
        this.variance = new SlicedVariance(sample, step, dependence);
    }

    /** How many events of a sample are looked at. */
    public static int events(PairedSample sample, int step) {
        return (sample.size() + step - 1) / step;
    }

    /**
     * The metric that stands for another one within slices: itself, but the AUC for average precision, accuracy for
     * macro-F1, and RMSE for R².
     */
    public static Metric counterpart(Metric metric) {
        return switch (metric) {
            case AVERAGE_PRECISION -> Metric.AUC;
            case MACRO_F1 -> Metric.ACCURACY;
            case R2 -> Metric.RMSE;
            case AUC, LOG_LOSS, BRIER, ACCURACY, F1, PRECISION, RECALL, COST, MAE, RMSE -> metric;
        };
    }

    private static SlicedValues.Function function(
            Metric metric, PairedSample sample, @Nullable DecisionCosts costs, int step) {
        return switch (metric) {
            case AUC, AVERAGE_PRECISION -> new SlicedAuc(sample, step);
            case LOG_LOSS -> mean(sample, step, EventTerm::logLoss);
            case BRIER -> mean(sample, step, EventTerm::squaredError);
            case ACCURACY, MACRO_F1 -> mean(sample, step, EventTerm::right);
            case COST -> {
                if (costs == null) {
                    throw new IllegalArgumentException("the cost was asked for, and the task names no costs");
                }
                yield mean(sample, step, EventTerm.cost(costs));
            }
            case MAE -> mean(sample, step, EventTerm::absoluteError);
            case RMSE, R2 -> new SlicedRatio(sample, step, EventTerm::squaredError, EventTerm::one, true);
            case PRECISION -> new SlicedRatio(sample, step, EventTerm::truePositive, EventTerm::positiveLabel, false);
            case RECALL -> new SlicedRatio(sample, step, EventTerm::truePositive, EventTerm::positiveOutcome, false);
            case F1 ->
                new SlicedRatio(
                        sample, step, EventTerm::twiceTruePositive, EventTerm::positiveLabelsAndOutcomes, false);
        };
    }

    private static SlicedValues.Function mean(PairedSample sample, int step, EventTerm term) {
        return new SlicedRatio(sample, step, term, EventTerm::one, false);
    }

    /**
     * A slice that was tested.
     *
     * @param pValue one-sided
     */
    private record Tested(
            String slice, long events, double live, double candidate, double lower, double upper, double pValue) {}

    /**
     * Tests the slices of all columns.
     *
     * @param columns with a code for each event that is looked at
     */
    public SliceFindings search(List<Slicing> columns) {
        List<Tested> tested = columns.parallelStream() // each by itself, so that the number of cores changes nothing
                .flatMap(this::test)
                .sorted(Comparator.comparingDouble(Tested::pValue).thenComparing(Tested::slice))
                .toList();
        List<SliceFinding> found = new ArrayList<>();
        double q = 1;
        for (int i = tested.size() - 1; i >= 0; i--) {
            Tested slice = tested.get(i);
            q = Math.min(q, slice.pValue() * tested.size() / (i + 1));
            if (q <= RATE) {
                found.addFirst(new SliceFinding(
                        slice.slice(),
                        slice.events(),
                        metric,
                        slice.live(),
                        slice.candidate(),
                        slice.candidate() - slice.live(),
                        slice.lower(),
                        slice.upper(),
                        slice.pValue(),
                        q));
            }
        }
        return new SliceFindings(
                Optional.of(metric),
                tested.size(),
                columns.size(),
                events(sample, step),
                RATE,
                found.size(),
                found.subList(0, Math.min(MOST_SHOWN, found.size())));
    }

    private Stream<Tested> test(Slicing slicing) {
        if (slicing.events() != events(sample, step)) {
            throw new IllegalArgumentException("each event that is looked at has a code: " + events(sample, step)
                    + " events, and " + slicing.events() + " codes");
        }
        long[] sizes = new long[slicing.count()];
        for (int j = 0; j < slicing.events(); j++) {
            if (slicing.of(j) >= 0) {
                sizes[slicing.of(j)]++;
            }
        }
        SlicedValues sliced = values.of(slicing);
        VarianceEstimate[] variances = variance.of(slicing, sliced.contributions());
        List<Tested> tested = new ArrayList<>();
        for (int slice = 0; slice < sizes.length; slice++) {
            double difference = sliced.candidate()[slice] - sliced.live()[slice];
            if (sizes[slice] < FEWEST_EVENTS
                    || sizes[slice] > LARGEST_SHARE * slicing.events()
                    || !Double.isFinite(difference)
                    || variances[slice].degreesOfFreedom() <= 0) {
                continue;
            }
            double error = Math.sqrt(variances[slice].variance());
            StudentT student = new StudentT(variances[slice].degreesOfFreedom());
            double reach = student.reach(error, confidence);
            tested.add(new Tested(
                    slicing.name(slice),
                    sizes[slice],
                    sliced.live()[slice],
                    sliced.candidate()[slice],
                    difference - reach,
                    difference + reach,
                    student.upperTail(metric.higherIsBetter() ? -difference : difference, error)));
        }
        return tested.stream();
    }
}
