package dev.understudy.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureEncoder;
import dev.understudy.engine.features.FeatureSchema;
import dev.understudy.engine.model.Scorer;
import dev.understudy.engine.world.Snapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import smile.classification.AdaBoost;
import smile.classification.DecisionTree;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;

/** What was compiled from Smile's models says what Smile's own prediction says, of rows that neither has seen. */
final class SmileCompilationTest {
    private static final int QUERIES = 400;
    private static final TrainingSpec.Common COMMON = new TrainingSpec.Common(3, Optional.empty());
    private static final TrainingSpec.RandomForest FOREST = new TrainingSpec.RandomForest(COMMON, 12, 12, 3, 0, 1);
    private static final TrainingSpec.GradientBoosting BOOSTING =
            new TrainingSpec.GradientBoosting(COMMON, 25, 5, 3, 0.2, 0.7);

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void classificationForestsAgree(TaskKind kind) {
        TrainingSet set = TrainingSet.of(Snapshots.of(kind, 900, 1));
        RandomForest smile = SmileForestTrainer.classification(set, FOREST, RunControl.UNWATCHED);

        double[] rows = queries(set);
        double[][] compiled = scores(SmileForestTrainer.compile(set, smile), rows);

        forEach(set, rows, (row, tuple) -> {
            double[] shares = new double[set.space().classes().size()];
            smile.predict(tuple, shares);
            assertThat(compiled[row]).as("row %d", row).containsExactly(expected(kind, shares), within(1e-12));
        });
    }

    @Test
    void regressionForestsAgree() {
        TrainingSet set = TrainingSet.of(Snapshots.of(TaskKind.REGRESSION, 900, 2));
        smile.regression.RandomForest smile =
                SmileForestTrainer.regression(SmileFrames.of(set), FOREST, RunControl.UNWATCHED);

        double[] rows = queries(set);
        double[][] compiled = scores(SmileForestTrainer.compile(set, smile), rows);

        forEach(
                set,
                rows,
                (row, tuple) ->
                        assertThat(compiled[row][0]).as("row %d", row).isCloseTo(smile.predict(tuple), within(1e-12)));
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void boostedTreesAgree(TaskKind kind) {
        TrainingSet set = TrainingSet.of(Snapshots.of(kind, 900, 5));
        GradientTreeBoost smile = SmileBoostingTrainer.classification(set, BOOSTING, RunControl.UNWATCHED);

        double[] rows = hostile(set);
        double[][] compiled = scores(SmileBoostingTrainer.compile(set, smile), rows);

        forEach(set, rows, (row, tuple) -> {
            double[] shares = new double[set.space().classes().size()];
            smile.predict(tuple, shares);
            assertThat(compiled[row]).as("row %d", row).containsExactly(expected(kind, shares), within(1e-12));
        });
    }

    @Test
    void boostedTreesOfAMulticlassTaskWithTwoClassesAgree() {
        TrainingSet set = TrainingSet.of(Snapshots.twoOfSeveral(600, 6));
        GradientTreeBoost smile = SmileBoostingTrainer.classification(set, BOOSTING, RunControl.UNWATCHED);

        double[] rows = hostile(set);
        double[][] compiled = scores(SmileBoostingTrainer.compile(set, smile), rows);

        forEach(set, rows, (row, tuple) -> {
            double[] shares = new double[2];
            smile.predict(tuple, shares);
            assertThat(compiled[row]).as("row %d", row).containsExactly(shares, within(1e-12));
        });
    }

    @Test
    void boostedTreesOfNumbersAgree() {
        TrainingSet set = TrainingSet.of(Snapshots.of(TaskKind.REGRESSION, 900, 7));
        var smile = SmileBoostingTrainer.regression(set, BOOSTING, RunControl.UNWATCHED);

        double[] rows = hostile(set);
        double[][] compiled = scores(SmileBoostingTrainer.compile(set, smile), rows);

        forEach(
                set,
                rows,
                (row, tuple) ->
                        assertThat(compiled[row][0]).as("row %d", row).isCloseTo(smile.predict(tuple), within(1e-12)));
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void adaBoostAgrees(TaskKind kind) {
        TrainingSet set = TrainingSet.of(Snapshots.of(kind, 900, 8));
        AdaBoost smile =
                SmileAdaBoostTrainer.fit(set, new TrainingSpec.AdaBoost(COMMON, 25, 4, 3), RunControl.UNWATCHED);

        double[] rows = hostile(set);
        double[][] compiled = scores(SmileAdaBoostTrainer.compile(set, smile), rows);

        forEach(set, rows, (row, tuple) -> {
            double[] shares = new double[set.space().classes().size()];
            smile.predict(tuple, shares);
            assertThat(compiled[row]).as("row %d", row).containsExactly(expected(kind, shares), within(1e-12));
        });
    }

    @Test
    void decisionTreesOfNumbersAgree() {
        TrainingSet set = TrainingSet.of(Snapshots.of(TaskKind.REGRESSION, 900, 9));
        var smile = SmileTreeTrainer.regression(set, new TrainingSpec.DecisionTree(COMMON, 10, 4));

        double[] rows = hostile(set);
        double[][] compiled = scores(SmileTreeTrainer.compile(set, smile), rows);

        forEach(
                set,
                rows,
                (row, tuple) ->
                        assertThat(compiled[row][0]).as("row %d", row).isCloseTo(smile.predict(tuple), within(1e-12)));
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void decisionTreesAgree(TaskKind kind) {
        TrainingSet set = TrainingSet.of(Snapshots.of(kind, 900, 3));
        DecisionTree smile = SmileTreeTrainer.fit(set, new TrainingSpec.DecisionTree(COMMON, 10, 4));

        double[] rows = queries(set);
        double[][] compiled = scores(SmileTreeTrainer.compile(set, smile), rows);

        forEach(set, rows, (row, tuple) -> {
            double[] shares = new double[set.space().classes().size()];
            smile.predict(tuple, shares);
            assertThat(compiled[row]).as("row %d", row).containsExactly(expected(kind, shares), within(1e-12));
        });
    }

    @Test
    void queriesHoldUnseenAndMissingCategories() {
        TrainingSet set = TrainingSet.of(Snapshots.of(TaskKind.BINARY, 900, 1));
        int[] positions = set.schema().positions();
        int last = positions.length - 1;
        double[] rows = queries(set);

        assertThat(IntStream.range(0, QUERIES).mapToObj(row -> rows[row * positions.length + last - 1]))
                .as("unseen colours")
                .contains((double) (positions[last - 1] - 1));
        assertThat(IntStream.range(0, QUERIES).mapToObj(row -> rows[row * positions.length + last]))
                .as("missing shapes")
                .contains((double) (positions[last] - 2));
    }

    private static double[] expected(TaskKind kind, double[] shares) {
        return kind == TaskKind.BINARY ? new double[] {shares[1]} : shares;
    }

    private static double[] queries(TrainingSet set) {
        SplittableRandom random = new SplittableRandom(99);
        FeatureEncoder encoder = new FeatureEncoder(set.schema());
        double[] rows = new double[QUERIES * set.schema().width()];
        for (int row = 0; row < QUERIES; row++) {
            encoder.encode(
                    Snapshots.input(random, true), rows, row * set.schema().width());
        }
        return rows;
    }

    /** Queries of which every other one has numbers that no encoder lets through. */
    private static double[] hostile(TrainingSet set) {
        double[] strange = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -0.0, Double.MIN_VALUE
        };
        double[] rows = queries(set);
        int[] positions = set.schema().positions();
        SplittableRandom random = new SplittableRandom(98);
        for (int row = 0; row < QUERIES; row += 2) {
            int column = random.nextInt(positions.length);
            if (positions[column] == 0) {
                rows[row * positions.length + column] = strange[random.nextInt(strange.length)];
            }
        }
        return rows;
    }

    private static double[][] scores(Scorer scorer, double[] rows) {
        double[] flat = new double[QUERIES * scorer.outputs()];
        scorer.score(rows, QUERIES, flat);
        double[][] scores = new double[QUERIES][scorer.outputs()];
        for (int row = 0; row < QUERIES; row++) {
            System.arraycopy(flat, row * scorer.outputs(), scores[row], 0, scorer.outputs());
        }
        return scores;
    }

    private interface Check {
        void of(int row, Tuple tuple);
    }

    private static void forEach(TrainingSet set, double[] rows, Check check) {
        DataFrame frame = frame(set.schema(), rows);
        for (int row = 0; row < QUERIES; row++) {
            check.of(row, frame.get(row));
        }
    }

    /** The layout of the training frame, with an outcome that nobody looks at. */
    private static DataFrame frame(FeatureSchema schema, double[] rows) {
        List<ValueVector> columns = new ArrayList<>();
        for (int column = 0; column < schema.width(); column++) {
            int at = column;
            double[] values = IntStream.range(0, QUERIES)
                    .mapToDouble(row -> rows[row * schema.width() + at])
                    .toArray();
            int positions = schema.columns().get(column).positions();
            columns.add(
                    positions == 0 ? new DoubleVector("x" + column, values) : nominal("x" + column, values, positions));
        }
        columns.add(nominal("outcome", new double[QUERIES], 2));
        return new DataFrame(columns.toArray(ValueVector[]::new));
    }

    private static ValueVector nominal(String name, double[] values, int positions) {
        String[] levels =
                IntStream.range(0, positions).mapToObj(Integer::toString).toArray(String[]::new);
        return new IntVector(
                new StructField(name, DataTypes.IntType, new NominalScale(levels)),
                IntStream.range(0, values.length).map(row -> (int) values[row]).toArray());
    }
}
