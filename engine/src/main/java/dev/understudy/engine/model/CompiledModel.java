package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A model that is ready to score: from raw input to score and label. Immutable and thread-safe. */
public final class CompiledModel {
    /** Of encoded events at a time: a text can be thousands of numbers, and blocks of events are scored side by side. */
    private static final int MOST_NUMBERS = 1 << 18;

    private final Manifest manifest;
    private final FeatureEncoder encoder;
    private final Scorer scorer;

    CompiledModel(Manifest manifest, Scorer scorer) {
        this.manifest = manifest;
        this.encoder = new FeatureEncoder(manifest.schema());
        this.scorer = scorer;
        TensorSet.check(
                scorer.width() == manifest.schema().width()
                        && scorer.outputs() == manifest.outcomes().outputs(manifest.kind()),
                "its scorer does not fit its schema or classes");
    }

    /**
     * The constant predictor at the training rates of a model: what a first model is measured against. It labels by the
     * same threshold.
     */
    public static CompiledModel constantAt(Manifest trained) {
        List<Double> rates = trained.outcomes().rates();
        double[] score = trained.kind() == TaskKind.BINARY
                ? new double[] {rates.get(1)}
                : rates.stream().mapToDouble(Double::doubleValue).toArray();
        return new CompiledModel(trained, new ConstantScorer(trained.schema().width(), score));
    }

    /** What is said of it. */
    public Manifest manifest() {
        return manifest;
    }

    /** Its scorer. */
    public Scorer scorer() {
        return scorer;
    }

    /** Its encoder. */
    public FeatureEncoder encoder() {
        return encoder;
    }

    /** Scores one event. */
    public Score score(RawInput input) {
        return toScore(numbers(input), 0);
    }

    /** The score's numbers for one event, one an output. */
    double[] numbers(RawInput input) {
        return numbers(List.of(input));
    }

    /** The scores' numbers for some events, event by event, one an output: shape [events × outputs]. */
    public double[] numbers(List<RawInput> inputs) {
        int width = scorer.width();
        int part = Math.max(1, Math.min(inputs.size(), MOST_NUMBERS / width));
        double[] rows = new double[part * width];
        double[] numbers = new double[inputs.size() * scorer.outputs()];
        for (int from = 0; from < inputs.size(); from += part) {
            int count = Math.min(part, inputs.size() - from);
            for (int row = 0; row < count; row++) {
                encoder.encode(inputs.get(from + row), rows, row * width);
            }
            if (count == inputs.size()) {
                scorer.score(rows, count, numbers);
            } else {
                double[] some = new double[count * scorer.outputs()];
                scorer.score(rows, count, some);
                System.arraycopy(some, 0, numbers, from * scorer.outputs(), some.length);
            }
        }
        return numbers;
    }

    /** The score that stands in a batch's numbers from an index on. */
    public Score toScore(double[] numbers, int from) {
        return manifest.kind() == TaskKind.MULTICLASS
                ? Score.PerClass.of(
                        manifest.outcomes().classes(), Arrays.copyOfRange(numbers, from, from + scorer.outputs()))
                : new Score.Single(numbers[from]);
    }

    /**
     * The predicted class in a batch's numbers from an index on, as a position in the manifest's classes: positive at or
     * above the threshold; the likeliest of several, the first of equals; 0 for a regression.
     */
    public int labelIndex(double[] numbers, int from) {
        return switch (manifest.kind()) {
            case BINARY -> numbers[from] >= manifest.threshold() ? 1 : 0;
            case MULTICLASS -> {
                int best = 0;
                for (int output = 1; output < scorer.outputs(); output++) {
                    if (numbers[from + output] > numbers[from + best]) {
                        best = output;
                    }
                }
                yield best;
            }
            case REGRESSION -> 0;
        };
    }

    /** The predicted class in a batch's numbers from an index on, by name; empty for a regression. */
    public Optional<String> label(double[] numbers, int from) {
        return manifest.kind() == TaskKind.REGRESSION
                ? Optional.empty()
                : Optional.of(manifest.outcomes().classes().get(labelIndex(numbers, from)));
    }

    /** Scores the golden inputs and compares bit by bit. */
    CompiledModel proven() {
        for (GoldenPrediction golden : manifest.golden()) {
            double[] numbers = golden(golden.input());
            for (int output = 0; output < numbers.length; output++) {
                if (golden.score().size() != numbers.length
                        || Double.compare(golden.score().get(output), numbers[output]) != 0) {
                    throw new UnderstudyException(
                            ErrorCode.ARTIFACT_INVALID,
                            "the model does not give its golden predictions here: expected " + golden.score()
                                    + ", and got " + numbers[output]);
                }
            }
        }
        return this;
    }

    private double[] golden(RawInput input) {
        try {
            return numbers(input);
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID, "a golden input does not fit the schema: " + e.getMessage(), e);
        }
    }
}
