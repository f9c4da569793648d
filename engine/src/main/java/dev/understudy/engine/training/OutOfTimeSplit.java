package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.Scorer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A training set in two: older events to learn from, and the newest to judge by what was learnt. Both are from before the
 * as-of, since the whole set is.
 */
final class OutOfTimeSplit {
    private static final double NEWEST = 0.25;
    private static final int LEAST_NEWEST = 20;

    private final TrainingSet whole;
    private final int older;
    private final int[][] shuffledByClass;

    /**
     * Splits a set whose rows stand in the order of time.
     *
     * @param seed of which events a part of the older ones has
     * @throws UnderstudyException NOT_ENOUGH_DATA if a part is too small, or a class is only in the newer one
     */
    OutOfTimeSplit(TrainingSet whole, long seed) {
        this.whole = whole;
        int newest = (int) Math.round(whole.size() * NEWEST);
        this.older = whole.size() - newest;
        if (newest < LEAST_NEWEST) {
            throw tooLittle("expected at least " + Math.round(LEAST_NEWEST / NEWEST)
                    + " labelled events, of which the newest quarter judges, and found " + whole.size());
        }
        int classes = Math.max(1, whole.space().classes().size());
        int[] labels = whole.kind() == TaskKind.REGRESSION ? new int[whole.size()] : whole.labels();
        SplittableRandom random = new SplittableRandom(seed);
        this.shuffledByClass = new int[classes][];
        for (int wanted = 0; wanted < classes; wanted++) {
            int label = wanted;
            shuffledByClass[wanted] = IntStream.range(0, older)
                    .filter(row -> labels[row] == label)
                    .toArray();
            if (shuffledByClass[wanted].length == 0) {
                throw tooLittle("the outcome \"" + whole.space().classes().get(wanted)
                        + "\" is only among the newest quarter of the events, so that what came before cannot be"
                        + " judged by it");
            }
            shuffle(shuffledByClass[wanted], random);
        }
    }

    private static UnderstudyException tooLittle(String why) {
        return new UnderstudyException(ErrorCode.NOT_ENOUGH_DATA, "training.tuning: " + why);
    }

    private static void shuffle(int[] rows, SplittableRandom random) {
        for (int i = rows.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = rows[i];
            rows[i] = rows[other];
            rows[other] = kept;
        }
    }

    /** How many events there are to learn from. */
    int older() {
        return older;
    }

    /** How many events judge. */
    int newest() {
        return whole.size() - older;
    }

    /** A share of the older events in their order: every class by its share, and at least one; larger parts hold smaller. */
    TrainingSet part(double share) {
        int[] rows = Arrays.stream(shuffledByClass)
                .flatMapToInt(all -> Arrays.stream(all, 0, (int) Math.ceil(share * all.length)))
                .sorted()
                .toArray();
        return whole.rows(rows);
    }

    /** What was made small, by name. */
    String lossName() {
        return whole.kind() == TaskKind.REGRESSION ? "mean-squared-error" : "log-loss";
    }

    /** A scorer's mean loss on the newest events. */
    double loss(Scorer scorer) {
        int outputs = scorer.outputs();
        double[] scores = whole.scores(scorer, older, newest());
        double sum = 0;
        for (int i = 0; i < newest(); i++) {
            double outcome = whole.outcomes()[older + i];
            sum += switch (whole.kind()) {
                case REGRESSION -> (scores[i] - outcome) * (scores[i] - outcome);
                case BINARY, MULTICLASS -> LogLoss.of(LogLoss.ofTruth(scores, i, (int) outcome, outputs));
            };
        }
        return sum / newest();
    }
}
