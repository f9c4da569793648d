package dev.understudy.engine.simulation;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.segment.LoggedScores;
import java.util.Arrays;
import java.util.List;

/** What a version logged. */
final class LoggedOpinions implements Opinions {
    private static final int NO_CLASS = -1;

    private final TaskKind kind;
    private final LoggedScores logged;
    private final Terms terms;
    private final int from;

    /**
     * The log's texts in the numbers of labels; the same for all blocks of a day.
     *
     * @param labelOfCode the label of each of the log's label texts
     * @param classOfLabel which of the log's classes is a label, if any is
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the package, never changed
    record Terms(int[] labelOfCode, int[] classOfLabel) {
        static Terms of(LoggedScores logged, Labels labels) {
            int[] labelOfCode = labels.numbers(logged.labels());
            int[] labelOfClass = labels.numbers(logged.classes());
            List<String> names = labels.names();
            int[] classOfLabel = new int[names.size()];
            Arrays.fill(classOfLabel, NO_CLASS);
            for (int index = 0; index < labelOfClass.length; index++) {
                if (labelOfClass[index] >= 0) {
                    classOfLabel[labelOfClass[index]] = index;
                }
            }
            return new Terms(labelOfCode, classOfLabel);
        }
    }

    /**
     * @param from the row of the block's first event
     */
    LoggedOpinions(TaskKind kind, LoggedScores logged, Terms terms, int from) {
        this.kind = kind;
        this.logged = logged;
        this.terms = terms;
        this.from = from;
    }

    LoggedScores scores() {
        return logged;
    }

    @Override
    public int label(int position) {
        if (kind == TaskKind.REGRESSION) {
            return Labels.NONE;
        }
        int code = logged.label(from + position);
        if (code < 0) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID, "a prediction of a " + kind.key() + " task was logged without a label");
        }
        return terms.labelOfCode()[code];
    }

    @Override
    public double of(int position, int label) {
        if (kind != TaskKind.MULTICLASS) {
            return logged.score(from + position) + 0.0;
        }
        int index = label < terms.classOfLabel().length ? terms.classOfLabel()[label] : NO_CLASS;
        double probability = index == NO_CLASS ? Double.NaN : logged.score(from + position, index);
        return Double.isNaN(probability) ? 0 : probability;
    }

    /** Whether it is what a model computes: the same label, and the same score bit for bit. */
    boolean agrees(ComputedOpinions computed, int position, int[] labelOfOutput) {
        return label(position) == computed.label(position) && scoresAgree(computed, position, labelOfOutput);
    }

    /** No class more and none less. */
    private boolean scoresAgree(ComputedOpinions computed, int position, int[] labelOfOutput) {
        if (kind != TaskKind.MULTICLASS) {
            return same(logged.score(from + position), computed.number(position, 0) + 0.0);
        }
        int named = 0;
        for (int index = 0; index < logged.classes().size(); index++) {
            named += Double.isNaN(logged.score(from + position, index)) ? 0 : 1;
        }
        boolean agrees = named == labelOfOutput.length;
        for (int output = 0; agrees && output < labelOfOutput.length; output++) {
            int index = terms.classOfLabel()[labelOfOutput[output]];
            agrees = index != NO_CLASS && same(logged.score(from + position, index), computed.number(position, output));
        }
        return agrees;
    }

    private static boolean same(double a, double b) {
        return Double.compare(a, b) == 0;
    }
}
