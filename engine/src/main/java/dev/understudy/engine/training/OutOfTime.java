package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.model.Calibration;
import dev.understudy.engine.model.EncodedEvents;
import dev.understudy.engine.model.OutcomeSpace;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a model that was trained on the earlier events of a snapshot says of its latest fifth: scores of events that it had
 * not seen, later than all that it had seen. Calibration and threshold are fitted to them.
 *
 * @param scores event by event, one an output
 * @param labels each event's class
 * @param outputs how many scores an event has
 * @param known for each output, whether the earlier events had its class
 */
@SuppressWarnings("ArrayRecordComponent") // handed on within training
record OutOfTime(double[] scores, int[] labels, int outputs, boolean[] known) {
    /** One event in so many is kept out. */
    private static final int SHARE = 5;
    /** Fewer tell nothing. */
    private static final int FEWEST = 50;

    /**
     * Trains on the earlier events and scores the later ones.
     *
     * @param whole all events
     * @param train the algorithm
     */
    static OutOfTime of(
            TrainingSnapshot snapshot,
            TrainingSpec spec,
            TrainingSet whole,
            Function<TrainingSet, Scorer> train,
            RunControl control) {
        int rows = snapshot.rows();
        int cut = rows - rows / SHARE;
        int[] labels = whole.labels();
        if (rows - cut < FEWEST || isOfOneClass(labels, 0, cut) || isOfOneClass(labels, cut, rows)) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA,
                    "calibration and tuned thresholds are fitted to the latest fifth of the training events: expected at"
                            + " least " + FEWEST + " events there, and two classes before and in it; there are "
                            + (rows - cut) + " of " + rows);
        }
        control.progress("training on the earlier events", 0, -1);
        TrainingSet early = TrainingSet.of(
                new TrainingSnapshot(
                        snapshot.spec(),
                        snapshot.digest(),
                        snapshot.features().rows(0, cut),
                        snapshot.outcomes().rows(0, cut),
                        snapshot.sample(),
                        snapshot.filling()),
                spec);
        Scorer scorer = train.apply(early);
        double[] said = score(scorer, new FeatureEncoder(early.schema()), snapshot.features(), cut, control);
        int outputs = whole.space().outputs(whole.kind());
        int[] positions = positions(whole.space(), early.space(), outputs);
        boolean[] known = new boolean[outputs];
        double[] scores = new double[(rows - cut) * outputs];
        for (int output = 0; output < outputs; output++) {
            known[output] = positions[output] >= 0;
            for (int row = 0; known[output] && row < rows - cut; row++) {
                scores[row * outputs + output] = said[row * scorer.outputs() + positions[output]];
            }
        }
        return new OutOfTime(
                scores, IntStream.range(cut, rows).map(row -> labels[row]).toArray(), outputs, known);
    }

    private static boolean isOfOneClass(int[] labels, int from, int to) {
        return IntStream.range(from, to).map(row -> labels[row]).distinct().count() < 2;
    }

    private static double[] score(
            Scorer scorer, FeatureEncoder encoder, FeatureTable events, int cut, RunControl control) {
        return new EncodedEvents() {
            @Override
            public int size() {
                return events.rows();
            }

            @Override
            public double[] encoded(int first, int count) {
                control.checkCancelled();
                return encoder.encode(events.rows(first, first + count));
            }
        }.scores(scorer, cut, events.rows() - cut);
    }

    /** Where each output of the whole set stands in the earlier model's; −1 where its class was not there yet. */
    private static int[] positions(OutcomeSpace whole, OutcomeSpace early, int outputs) {
        List<String> classes = whole.classes();
        return IntStream.range(0, outputs)
                .map(output -> outputs == 1 ? 0 : early.classes().indexOf(classes.get(output)))
                .toArray();
    }

    int size() {
        return labels.length;
    }

    /** One output's scores. */
    double[] ofOutput(int output) {
        return IntStream.range(0, size())
                .mapToDouble(row -> scores[row * outputs + output])
                .toArray();
    }

    /** Whether each event is of the class that an output stands for. */
    boolean[] isOfOutput(int output) {
        int wanted = outputs == 1 ? 1 : output;
        boolean[] is = new boolean[size()];
        for (int row = 0; row < is.length; row++) {
            is[row] = labels[row] == wanted;
        }
        return is;
    }

    /** The same events with calibrated scores. */
    OutOfTime calibrated(Calibration calibration) {
        double[] changed = scores.clone();
        for (int row = 0; row < size(); row++) {
            calibration.apply(changed, row * outputs);
        }
        return new OutOfTime(changed, labels, outputs, known);
    }

    /** The mean of −ln of what was said of what came true. */
    double logLoss() {
        double loss = 0;
        for (int row = 0; row < size(); row++) {
            loss += LogLoss.of(LogLoss.ofTruth(scores, row, labels[row], outputs));
        }
        return loss / size();
    }
}
