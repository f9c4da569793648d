package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.features.FeatureSchema;
import dev.understudy.engine.model.OutcomeSpace;
import dev.understudy.engine.snapshot.TrainingSnapshot;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.CanonicalValue;
import java.util.ArrayList;
import java.util.List;

/** A snapshot as numbers: what every trainer starts from. */
final class TrainingSet {
    private final TaskKind kind;
    private final FeatureSchema schema;
    private final double[] rows;
    private final double[] outcomes;
    private final OutcomeSpace space;

    private TrainingSet(TaskKind kind, FeatureSchema schema, double[] rows, double[] outcomes, OutcomeSpace space) {
        this.kind = kind;
        this.schema = schema;
        this.rows = rows;
        this.outcomes = outcomes;
        this.space = space;
    }

    static TrainingSet of(TrainingSnapshot snapshot) {
        TaskDefinition task = snapshot.spec().task();
        FeatureSchema schema = FeatureSchema.fit(snapshot.features());
        double[] rows = new FeatureEncoder(schema).encode(snapshot.features());
        List<String> classes = classes(task, snapshot.outcomes());
        double[] outcomes = outcomes(task, snapshot.outcomes(), classes);
        return new TrainingSet(
                task.kind(), schema, rows, outcomes, new OutcomeSpace(classes, rates(outcomes, classes.size())));
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
        int width = schema.width();
        double[] some = new double[wanted.length * width];
        double[] known = new double[wanted.length];
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(rows, wanted[i] * width, some, i * width, width);
            known[i] = outcomes[wanted[i]];
        }
        return new TrainingSet(
                kind,
                schema,
                some,
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

    int size() {
        return outcomes.length;
    }

    /** Encoded events, row by row; shared, not to be changed. */
    double[] rows() {
        return rows;
    }

    /** One number of all events. */
    double[] column(int column) {
        double[] values = new double[size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = rows[row * schema.width() + column];
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
