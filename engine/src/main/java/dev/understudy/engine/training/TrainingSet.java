package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.EncodedFeature;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.features.FeatureSchema;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.features.TermVector;
import dev.understudy.engine.features.TextEncoder;
import dev.understudy.engine.features.TextTerms;
import dev.understudy.engine.model.EncodedEvents;
import dev.understudy.engine.model.OutcomeSpace;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.traffic.CanonicalValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A snapshot as numbers: what every trainer starts from. */
final class TrainingSet implements EncodedEvents {
    /** Terms of a text that trees see: more cost time and told nothing more. */
    private static final int TREE_TERMS = 256;

    private final TaskKind kind;
    private final FeatureSchema schema;
    private final FeatureSchema numbers;
    private final double[] rows;
    private final List<Text> texts;
    private final double[] outcomes;
    private final OutcomeSpace space;

    private TrainingSet(
            TaskKind kind,
            FeatureSchema schema,
            FeatureSchema numbers,
            double[] rows,
            List<Text> texts,
            double[] outcomes,
            OutcomeSpace space) {
        this.kind = kind;
        this.schema = schema;
        this.numbers = numbers;
        this.rows = rows;
        this.texts = texts;
        this.outcomes = outcomes;
        this.space = space;
    }

    /**
     * A text whose terms are all seen, of all rows.
     *
     * @param width numbers of an encoded event that are its
     * @param rows what is not zero, event by event
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on within training
    record Text(int width, TermVector[] rows) {}

    /** The set of a snapshot for models that see a few terms of each text. */
    static TrainingSet of(TrainingSnapshot snapshot) {
        return of(snapshot, false, TrainingOptions.none());
    }

    /** The set of a snapshot as an algorithm sees it. */
    static TrainingSet of(TrainingSnapshot snapshot, TrainingSpec spec) {
        boolean addsUp =
                spec instanceof TrainingSpec.LogisticRegression || spec instanceof TrainingSpec.PenalisedRegression;
        return of(snapshot, addsUp, spec.common().options());
    }

    private static TrainingSet of(TrainingSnapshot snapshot, boolean allTerms, TrainingOptions options) {
        TaskDefinition task = snapshot.spec().task();
        List<String> classes = classes(task, snapshot.outcomes());
        double[] outcomes = outcomes(task, snapshot.outcomes(), classes);
        FeatureTable table = snapshot.features();
        TextTerms terms = allTerms
                ? new TextTerms.All(options.textDimensions())
                : new TextTerms.Telling(
                        options.textDimensions(),
                        TREE_TERMS,
                        classes.size(),
                        outcomes,
                        new SmileTextEvidence(classes.size()));
        FeatureSchema schema = FeatureSchema.fit(table, terms);
        FeatureTable dense = table;
        FeatureSchema numbers = schema;
        List<Text> texts = List.of();
        if (allTerms && schema.features().stream().anyMatch(EncodedFeature.Text.class::isInstance)) {
            dense = table.without(FeatureType.TEXT);
            numbers = new FeatureSchema(schema.features().stream()
                    .filter(feature -> !(feature instanceof EncodedFeature.Text))
                    .toList());
            texts = texts(schema, table);
        }
        return new TrainingSet(
                task.kind(),
                schema,
                numbers,
                new FeatureEncoder(numbers).encodeTraining(dense, terms),
                texts,
                outcomes,
                new OutcomeSpace(classes, rates(outcomes, classes.size())));
    }

    private static List<Text> texts(FeatureSchema schema, FeatureTable table) {
        List<Text> texts = new ArrayList<>();
        for (int feature = 0; feature < schema.features().size(); feature++) {
            if (schema.features().get(feature) instanceof EncodedFeature.Text text) {
                FeatureColumn.Categorical column =
                        (FeatureColumn.Categorical) table.columns().get(feature);
                texts.add(new Text(text.width(), new TextEncoder(text).vectors(column)));
            }
        }
        return texts;
    }

    private static List<String> classes(TaskDefinition task, FeatureColumn.Categorical outcomes) {
        List<String> seen = outcomes.dictionary().stream().sorted().toList();
        if (task.kind() == TaskKind.REGRESSION) {
            return List.of();
        }
        if (seen.size() < 2) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA,
                    "nothing to tell apart: every matured outcome in the snapshot is \"" + seen.getFirst() + "\"");
        }
        if (task.kind() == TaskKind.MULTICLASS) {
            return seen;
        }
        String positive = positive(task);
        List<String> others =
                seen.stream().filter(value -> !value.equals(positive)).toList();
        if (others.size() == seen.size()) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA,
                    "nothing to tell apart: no matured outcome in the snapshot is the positive value \"" + positive
                            + "\"");
        }
        return List.of(others.size() == 1 ? others.getFirst() : "not " + positive, positive);
    }

    /** The positive value in the form that outcomes have in the log. */
    private static String positive(TaskDefinition task) {
        String written = task.outcome().positive().orElseThrow();
        String canonical = CanonicalValue.of(written);
        return canonical == null ? written : canonical;
    }

    private static double[] outcomes(TaskDefinition task, FeatureColumn.Categorical column, List<String> classes) {
        List<String> dictionary = column.dictionary();
        double[] coded = dictionary.stream()
                .mapToDouble(value -> switch (task.kind()) {
                    case BINARY -> value.equals(classes.get(1)) ? 1 : 0;
                    case MULTICLASS -> classes.indexOf(value);
                    case REGRESSION -> FeatureColumn.Numeric.parse(column.name(), value);
                })
                .toArray();
        double[] outcomes = new double[column.rows()];
        for (int row = 0; row < outcomes.length; row++) {
            outcomes[row] = coded[column.value(row)];
        }
        return outcomes;
    }

    private static List<Double> rates(double[] outcomes, int classes) {
        double[] sums = new double[Math.max(1, classes)];
        for (double outcome : outcomes) {
            sums[classes == 0 ? 0 : (int) outcome] += classes == 0 ? outcome : 1;
        }
        List<Double> rates = new ArrayList<>();
        for (double sum : sums) {
            rates.add(sum / outcomes.length);
        }
        return rates;
    }

    /** Some of the events, encoded as all are. */
    TrainingSet rows(int[] wanted) {
        int width = numbers.width();
        double[] some = new double[wanted.length * width];
        double[] known = new double[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(rows, wanted[i] * width, some, i * width, width);
            known[i] = outcomes[wanted[i]];
        }
        List<Text> someTexts = texts.stream()
                .map(text -> new Text(
                        text.width(),
                        Arrays.stream(wanted).mapToObj(row -> text.rows()[row]).toArray(TermVector[]::new)))
                .toList();
        return new TrainingSet(
                kind,
                schema,
                numbers,
                some,
                someTexts,
                known,
                new OutcomeSpace(space.classes(), rates(known, space.classes().size())));
    }

    TaskKind kind() {
        return kind;
    }

    FeatureSchema schema() {
        return schema;
    }

    OutcomeSpace space() {
        return space;
    }

    @Override
    public int size() {
        return outcomes.length;
    }

    /** The schema of {@link #rows()}: all of it, but for texts whose terms are all seen. */
    FeatureSchema numbers() {
        return numbers;
    }

    /** Texts whose terms are all seen; they are too wide to stand in {@link #rows()}. */
    List<Text> texts() {
        return texts;
    }

    boolean isSparse(EncodedFeature feature) {
        return !texts.isEmpty() && feature instanceof EncodedFeature.Text;
    }

    /** Encoded events without the {@link #texts()}, row by row; shared, not to be changed. */
    double[] rows() {
        return rows;
    }

    /** Whole encoded events from one on, row by row. */
    @Override
    public double[] encoded(int first, int count) {
        if (texts.isEmpty()) {
            return Arrays.copyOfRange(rows, first * schema.width(), (first + count) * schema.width());
        }
        double[] encoded = new double[count * schema.width()];
        int number = 0;
        int text = 0;
        int at = 0;
        for (EncodedFeature feature : schema.features()) {
            for (int row = 0; row < count; row++) {
                int to = row * schema.width() + at;
                if (isSparse(feature)) {
                    texts.get(text).rows()[first + row].addTo(encoded, to);
                } else {
                    System.arraycopy(rows, (first + row) * numbers.width() + number, encoded, to, feature.width());
                }
            }
            if (isSparse(feature)) {
                text++;
            } else {
                number += feature.width();
            }
            at += feature.width();
        }
        return encoded;
    }

    /** One number of all events, as they stand in {@link #rows()}. */
    double[] column(int column) {
        double[] values = new double[size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rows[row * numbers.width() + column];
        }
        return values;
    }

    /** Class positions, or the predicted numbers of a regression; shared, not to be changed. */
    double[] outcomes() {
        return outcomes;
    }

    /** Class positions as integers. */
    int[] labels() {
        int[] labels = new int[size()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (int) outcomes[row];
        }
        return labels;
    }
}
