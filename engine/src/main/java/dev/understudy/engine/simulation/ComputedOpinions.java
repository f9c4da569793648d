package dev.understudy.engine.simulation;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.CompiledModel;
import java.util.Arrays;
import java.util.List;

/** What a model computes. */
final class ComputedOpinions implements Opinions {
    private static final int NO_OUTPUT = -1;

    private final Terms terms;
    private final double[] numbers;

    /**
     * A model's outputs in the numbers of labels; the same for all blocks of a day.
     *
     * @param model the model
     * @param labelOfOutput the label of each output, of several classes
     * @param outputOfLabel which output speaks for a label, if any does
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on within the package, never changed
    record Terms(CompiledModel model, int[] labelOfOutput, int[] outputOfLabel) {
        static Terms of(CompiledModel model, Labels labels) {
            List<String> classes = model.manifest().kind() == TaskKind.MULTICLASS
                    ? model.manifest().outcomes().classes()
                    : List.of();
            int[] labelOfOutput = labels.numbers(classes);
            int[] outputOfLabel = new int[Arrays.stream(labelOfOutput).max().orElse(-1) + 1];
            Arrays.fill(outputOfLabel, NO_OUTPUT);
            for (int output = 0; output < labelOfOutput.length; output++) {
                outputOfLabel[labelOfOutput[output]] = output;
            }
            return new Terms(model, labelOfOutput, outputOfLabel);
        }
    }

    /**
     * @param numbers the model's numbers, event by event
     */
    ComputedOpinions(Terms terms, double[] numbers) {
        this.terms = terms;
        this.numbers = numbers;
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new UnderstudyException(ErrorCode.DATA_INVALID, "a score must be finite, and is " + number);
            }
        }
    }

    double number(int position, int output) {
        return numbers[position * outputs() + output];
    }

    int outputs() {
        return terms.model().scorer().outputs();
    }

    @Override
    public int label(int position) {
        int index = terms.model().labelIndex(numbers, position * outputs());
        return switch (terms.model().manifest().kind()) {
            case BINARY -> index;
            case MULTICLASS -> terms.labelOfOutput()[index];
            case REGRESSION -> Labels.NONE;
        };
    }

    @Override
    public double of(int position, int label) {
        if (terms.model().manifest().kind() != TaskKind.MULTICLASS) {
            return number(position, 0) + 0.0; // there is one zero, as in the log
        }
        int output = label < terms.outputOfLabel().length ? terms.outputOfLabel()[label] : NO_OUTPUT;
        return output == NO_OUTPUT ? 0 : number(position, output);
    }
}
