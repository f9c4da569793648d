package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.features.SampleIdentity;
import dev.understudy.engine.traffic.DerivedInput;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.Score;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A model that is ready to score: from raw input to score and label. Immutable and thread-safe. */
public final class CompiledModel {
    private final Manifest manifest;
    private final FeatureEncoder encoder;
    private final Scorer scorer;
    private final DerivedInput derived;

    CompiledModel(Manifest manifest, Scorer scorer) {
        this(
                manifest,
                scorer,
                manifest.sample().isPresent() ? unbound(manifest.sample().get()) : DerivedInput.NONE);
    }

    private CompiledModel(Manifest manifest, Scorer scorer, DerivedInput derived) {
        this.manifest = manifest;
        this.encoder = new FeatureEncoder(manifest.schema());
        this.scorer = scorer;
        this.derived = derived;
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
        return new CompiledModel(trained, new ConstantScorer(trained.schema().width(), score), DerivedInput.NONE);
    }

    /** A model that has not been given its sample builder can be looked at, and scores nothing. */
    private static DerivedInput unbound(SampleIdentity needed) {
        return new DerivedInput() {
            @Override
            public Set<String> names() {
                return Set.of();
            }

            @Override
            public RawInput extend(RawInput raw) {
                throw new UnderstudyException(
                        ErrorCode.PLUG_IN_MISSING, "the model needs the sample builder " + needed);
            }
        };
    }

    /**
     * The same model with the sample builder that it was trained with, if it has one: ready to score events.
     *
     * @throws UnderstudyException PLUG_IN_MISSING if that very version of it is not there
     */
    public CompiledModel with(SampleBuilders samples) {
        return manifest.sample().isEmpty()
                ? this
                : new CompiledModel(
                        manifest, scorer, samples.step(manifest.sample().get()));
    }

    /** An event's input as the model sees it: with what its sample builder derives. */
    public RawInput sample(RawInput input) {
        return derived.extend(input);
    }

    /** What is said of it. */
    public Manifest manifest() {
        return manifest;
    }

    /** Its scorer. */
    public Scorer scorer() {
        return scorer;
    }

    /** Its encoder; it takes what {@link #sample} gives. */
    public FeatureEncoder encoder() {
        return encoder;
    }

    /** The features that come with an event, in the model's order: all but those that its sample builder derives. */
    public List<EncodedFeature> rawFeatures() {
        return manifest.schema().features().stream()
                .filter(feature -> !derived.names().contains(feature.name()))
                .toList();
    }

    /** Scores one event. */
    public Score score(RawInput input) {
        return toScore(numbers(List.of(input)), 0);
    }

    /** The score's numbers for a golden input, which has all features already. */
    public double[] golden(RawInput input) {
        double[] row = new double[scorer.width()];
        encoder.encode(input, row, 0);
        double[] numbers = new double[scorer.outputs()];
        scorer.score(row, 1, numbers);
        return numbers;
    }

    /** Whether a sample builder derives features. */
    public boolean derives() {
        return manifest.sample().isPresent();
    }

    /** The scores' numbers for some events, event by event, one an output: shape [events × outputs]. */
    public double[] numbers(List<RawInput> inputs) {
        return ofSamples(new AbstractList<>() {
            @Override
            public RawInput get(int index) {
                return derived.extend(inputs.get(index));
            }

            @Override
            public int size() {
                return inputs.size();
            }
        });
    }

    /** The same for inputs that {@link #sample} gave. */
    public double[] ofSamples(List<RawInput> inputs) {
        return new EncodedEvents() {
            @Override
            public int size() {
                return inputs.size();
            }

            @Override
            public double[] encoded(int first, int count) {
                double[] rows = new double[count * scorer.width()];
                for (int row = 0; row < count; row++) {
                    encoder.encode(inputs.get(first + row), rows, row * scorer.width());
                }
                return rows;
            }
        }.scores(scorer, 0, inputs.size());
    }

    /** The scores' numbers for encoded events; shape [count × outputs]. */
    public double[] numbers(double[] rows, int count) {
        double[] numbers = new double[count * scorer.outputs()];
        scorer.score(rows, count, numbers);
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

    /** Whether its artifact holds what explaining a score takes; those of earlier builds do not. */
    public boolean isExplainable() {
        return scorer.isExplainable();
    }

    /**
     * What moved an event's score.
     *
     * @throws UnderstudyException NOT_EXPLAINABLE if the artifact does not hold what it takes; DATA_INVALID
     */
    public Explanation explain(RawInput input) {
        if (scorer instanceof NetworkScorer) {
            throw new UnderstudyException(
                    ErrorCode.NOT_EXPLAINABLE,
                    "the contributions of a neural network are not available in this version; expected a model of"
                            + " trees or a linear one");
        }
        if (!isExplainable()) {
            throw new UnderstudyException(
                    ErrorCode.NOT_EXPLAINABLE,
                    "the model does not say how many training events reached each of its nodes, or their means: it was"
                            + " trained by an earlier build; train it again to have its scores explained");
        }
        return new Explainer(this).explain(input);
    }

    /** Scores the golden inputs and compares bit by bit. */
    CompiledModel proven() {
        for (GoldenPrediction golden : manifest.golden()) {
            double[] numbers = checked(golden.input());
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

    private double[] checked(RawInput input) {
        try {
            return golden(input);
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID, "a golden input does not fit the schema: " + e.getMessage(), e);
        }
    }
}
