package dev.understudy.engine.model;

import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.features.FeatureSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How much each feature moves a model's scores: the mean size of its contributions over a sample of training events; of
 * several classes, their mean too.
 *
 * @param unit what the amounts are measured in
 * @param events how many events were looked at
 * @param features one each, the largest first
 */
public record FeatureImportance(ScoreUnit unit, int events, List<Feature> features) {
    /** Enough for two digits of what matters. */
    private static final int MOST_EVENTS = 500;

    private static final int LEAST_EVENTS = 50;
    /** Steps of arithmetic that may be spent, a second or two; large models look at fewer events. */
    private static final long WORK = 500_000_000;

    public FeatureImportance {
        features = List.copyOf(features);
        if (events < 1 || features.stream().anyMatch(feature -> !(feature.amount() >= 0))) {
            throw JsonFields.invalid("its importances are of no event, or not all numbers from 0 on");
        }
    }

    /**
     * One feature's.
     *
     * @param feature its name
     * @param amount mean size of its contributions
     */
    public record Feature(String feature, double amount) {}

    /** A feature's share of all amounts, from 0 to 1. */
    public double share(Feature feature) {
        double all = features.stream().mapToDouble(Feature::amount).sum();
        return all > 0 ? feature.amount() / all : 0;
    }

    /**
     * Looks at a sample of the training events. The sample is the same whenever seed, model and number of events are.
     *
     * @param scorer an explainable one
     * @param events its training events, at least one
     */
    public static FeatureImportance of(
            FeatureSchema schema, Scorer scorer, ScoreUnit unit, EncodedEvents events, long seed) {
        FeatureShares shares = new FeatureShares(schema, scorer);
        int[] sample = sample(events.size(), most(shares.attribution()), seed);
        double[][] moved = IntStream.of(sample)
                .parallel()
                .mapToObj(row -> shares.of(events.encoded(row, 1), 0))
                .toArray(double[][]::new);
        List<EncodedFeature> features = schema.features();
        double[] sums = new double[features.size()];
        for (double[] event : moved) { // in a fixed order, for the same bits
            for (int i = 0; i < event.length; i++) {
                sums[i % sums.length] += Math.abs(event[i]);
            }
        }
        List<Feature> result = new ArrayList<>();
        for (int feature = 0; feature < sums.length; feature++) {
            result.add(new Feature(features.get(feature).name(), sums[feature] / sample.length / scorer.outputs()));
        }
        result.sort(Comparator.comparingDouble(Feature::amount).reversed()); // equal ones stay in the schema's order
        return new FeatureImportance(unit, sample.length, result);
    }

    private static int most(Attribution attribution) {
        return switch (attribution) {
            case TreeShap trees -> Math.clamp(WORK / Math.max(1, trees.work()), LEAST_EVENTS, MOST_EVENTS);
            case LinearShap linear -> MOST_EVENTS;
            case ConstantShap constant -> 1;
        };
    }

    /** So many of the events, in their order, each set of them equally likely. */
    private static int[] sample(int count, int most, long seed) {
        if (count <= most) {
            return IntStream.range(0, count).toArray();
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] sample = new int[most];
        int taken = 0;
        for (int row = 0; taken < most; row++) {
            if (random.nextInt(count - row) < most - taken) {
                sample[taken++] = row;
            }
        }
        return sample;
    }
}
