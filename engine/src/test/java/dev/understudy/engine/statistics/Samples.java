package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.SplittableRandom;

/** Samples for tests, each in one line. */
final class Samples {
    private Samples() {}

    /** Noisy events of a kind, weighted and with rounded scores so that there are ties; 5 clusters over 4 days. */
    static PairedSample weighted(TaskKind kind, long seed, int events) {
        return noisy(kind, seed, events, true);
    }

    /** The same with the weight 1 everywhere. */
    static PairedSample unweighted(TaskKind kind, long seed, int events) {
        return noisy(kind, seed, events, false);
    }

    private static PairedSample noisy(TaskKind kind, long seed, int events, boolean isWeighted) {
        SplittableRandom random = new SplittableRandom(seed);
        PairedSample sample = PairedSample.empty(kind);
        for (int i = 0; i < events; i++) {
            double weight = isWeighted ? random.nextInt(1, 5) * 0.5 : 1;
            int cluster = random.nextInt(6) - 1;
            int block = 20_000 + random.nextInt(4);
            addEvent(sample, kind, random, weight, cluster, block);
        }
        return sample;
    }

    private static void addEvent(
            PairedSample sample, TaskKind kind, SplittableRandom random, double weight, int cluster, int block) {
        switch (kind) {
            case BINARY -> {
                double truth = random.nextDouble();
                double live = rounded(truth + random.nextDouble(-0.5, 0.5));
                double candidate = rounded(truth + random.nextDouble(-0.3, 0.3));
                double outcome = random.nextDouble() < truth ? 1 : 0;
                sample.add(
                        outcome,
                        live,
                        candidate,
                        live >= 0.5 ? 1 : 0,
                        candidate >= 0.6 ? 1 : 0,
                        weight,
                        cluster,
                        block);
            }
            case MULTICLASS -> {
                int truth = random.nextInt(3);
                int live = random.nextInt(10) < 5 ? truth : random.nextInt(4);
                int candidate = random.nextInt(10) < 7 ? truth : random.nextInt(4);
                sample.add(
                        truth,
                        random.nextDouble(0.05, 1),
                        random.nextDouble(0.1, 1),
                        live,
                        candidate,
                        weight,
                        cluster,
                        block);
            }
            case REGRESSION -> {
                double truth = 10 + 3 * random.nextGaussian();
                sample.add(
                        truth,
                        truth + random.nextGaussian(0.3, 2),
                        truth + random.nextGaussian(-0.2, 1.5),
                        0,
                        0,
                        weight,
                        cluster,
                        block);
            }
        }
    }

    private static double rounded(double score) {
        return Math.clamp(Math.round(score * 50) / 50.0, 0.02, 0.98);
    }

    /** Binary events that stand alone on one day, from outcome, live score and candidate's score; labels from 0.5. */
    static PairedSample binary(double[]... events) {
        PairedSample sample = PairedSample.empty(TaskKind.BINARY);
        for (double[] event : events) {
            sample.add(
                    event[0],
                    event[1],
                    event[2],
                    event[1] >= 0.5 ? 1 : 0,
                    event[2] >= 0.5 ? 1 : 0,
                    1,
                    PairedSample.ALONE,
                    0);
        }
        return sample;
    }

    /** Multiclass events from outcome, live label and candidate's label; every probability is 1/2. */
    static PairedSample multiclass(int[]... events) {
        PairedSample sample = PairedSample.empty(TaskKind.MULTICLASS);
        for (int[] event : events) {
            sample.add(event[0], 0.5, 0.5, event[1], event[2], 1, PairedSample.ALONE, 0);
        }
        return sample;
    }

    /** Regression events that stand alone on one day, from outcome and both predictions. */
    static PairedSample regression(double[]... events) {
        PairedSample sample = PairedSample.empty(TaskKind.REGRESSION);
        for (double[] event : events) {
            sample.add(event[0], event[1], event[2], 0, 0, 1, PairedSample.ALONE, 0);
        }
        return sample;
    }

    /** Adds an event of another sample under another weight. */
    static void copy(PairedSample from, int index, double weight, PairedSample to) {
        to.add(
                from.outcome(index),
                from.score(Side.LIVE, index),
                from.score(Side.CANDIDATE, index),
                from.label(Side.LIVE, index),
                from.label(Side.CANDIDATE, index),
                weight,
                from.cluster(index),
                from.block(index));
    }

    /** The live model on both sides. */
    static PairedSample sameModel(PairedSample sample) {
        PairedSample same = PairedSample.empty(sample.kind());
        for (int i = 0; i < sample.size(); i++) {
            double score = sample.score(Side.LIVE, i);
            int label = sample.label(Side.LIVE, i);
            same.add(
                    sample.outcome(i),
                    score,
                    score,
                    label,
                    label,
                    sample.weight(i),
                    sample.cluster(i),
                    sample.block(i));
        }
        return same;
    }
}
