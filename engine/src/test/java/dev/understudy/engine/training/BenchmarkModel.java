package dev.understudy.engine.training;

import dev.understudy.engine.model.ScorerForm;
import dev.understudy.engine.model.TreeEnsemble;
import dev.understudy.engine.model.TreeEnsembleBuilder;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import smile.classification.DataFrameClassifier;
import smile.classification.GradientTreeBoost;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;
import smile.model.cart.DecisionNode;
import smile.model.cart.RegressionNode;
import smile.model.cart.SplitRule;

/** One trained model as Smile has it and as we compile it: 25 columns, three of them nominal. */
public final class BenchmarkModel {
    /** What is trained. */
    public enum Kind {
        /** 300 trees of 32 leaves. */
        BOOSTING,
        /** 200 trees of about 1,000 leaves. */
        FOREST,
        /** 24 trees down to single events, of 24,000 events. */
        FULL_DEPTH
    }

    private static final int WIDTH = 25;
    private static final int NOMINAL = 3;
    private static final int LEVELS = 12;

    private final DataFrameClassifier smile;
    private final TreeEnsemble compiled;

    private BenchmarkModel(DataFrameClassifier smile, TreeEnsemble compiled) {
        this.smile = smile;
        this.compiled = compiled;
    }

    /** Trains a model; the same every time. */
    public static BenchmarkModel train(Kind kind) {
        return switch (kind) {
            case BOOSTING -> boosting(8_000);
            case FOREST -> forest(200, 20, 5, 16_000);
            case FULL_DEPTH -> forest(24, 1_000, 1, 24_000);
        };
    }

    /** As we score it. */
    public TreeEnsemble compiled() {
        return compiled;
    }

    /** What Smile says: P(second class). */
    public double smile(Tuple event, double[] shares) {
        smile.predict(event, shares);
        return shares[1];
    }

    /** Which columns are nominal. */
    public static boolean[] nominal() {
        boolean[] nominal = new boolean[WIDTH];
        Arrays.fill(nominal, WIDTH - NOMINAL, WIDTH, true);
        return nominal;
    }

    private static int[] positions() {
        return IntStream.range(0, WIDTH)
                .map(column -> nominal()[column] ? LEVELS : 0)
                .toArray();
    }

    /** Events, row by row. */
    public static double[] events(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rows = new double[count * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            int column = i % WIDTH;
            rows[i] = column >= WIDTH - NOMINAL
                    ? random.nextInt(LEVELS)
                    : column % 4 == 0 ? random.nextInt(60) : random.nextGaussian();
        }
        return rows;
    }

    /** The same events as Smile reads them. */
    public static Tuple[] tuples(double[] rows) {
        DataFrame frame = frame(rows, 1);
        return IntStream.range(0, rows.length / WIDTH).mapToObj(frame::get).toArray(Tuple[]::new);
    }

    private static DataFrame frame(double[] rows, long seed) {
        int count = rows.length / WIDTH;
        ValueVector[] columns = new ValueVector[WIDTH + 1];
        for (int column = 0; column < WIDTH; column++) {
            int at = column;
            double[] values = IntStream.range(0, count)
                    .mapToDouble(row -> rows[row * WIDTH + at])
                    .toArray();
            columns[column] = nominal()[column]
                    ? coded(
                            "x" + column,
                            LEVELS,
                            Arrays.stream(values).mapToInt(x -> (int) x).toArray())
                    : new DoubleVector("x" + column, values);
        }
        SplittableRandom random = new SplittableRandom(seed);
        columns[WIDTH] = coded(
                "y",
                2,
                IntStream.range(0, count)
                        .map(row -> outcome(rows, row * WIDTH, random))
                        .toArray());
        return new DataFrame(columns);
    }

    private static int outcome(double[] rows, int at, SplittableRandom random) {
        double sum = rows[at + 24] == 3 ? 2 : 0;
        for (int column = 1; column < 8; column++) {
            sum += column % 4 == 0 ? rows[at + column] / 30 - 1 : rows[at + column] * rows[at + column + 8];
        }
        return sum + 1.5 * random.nextGaussian() > 0 ? 1 : 0;
    }

    private static ValueVector coded(String name, int levels, int[] codes) {
        String[] names = IntStream.range(0, levels).mapToObj(Integer::toString).toArray(String[]::new);
        return new IntVector(new StructField(name, DataTypes.IntType, new NominalScale(names)), codes);
    }

    private static BenchmarkModel boosting(int rows) {
        GradientTreeBoost smile = GradientTreeBoost.fit(
                Formula.lhs("y"),
                frame(events(rows, 7), 7),
                new GradientTreeBoost.Options(300, 20, 32, 5, 0.05, 0.7, null, null));
        TreeEnsembleBuilder builder = new TreeEnsembleBuilder(positions(), 1);
        for (smile.regression.RegressionTree tree : smile.trees()[0]) {
            SmileTrees.append(builder, tree.root(), leaf -> new double[] {2 * 0.05 * ((RegressionNode) leaf).output()});
        }
        // Smile keeps its intercept to itself; what is timed is the same without it
        return new BenchmarkModel(smile, builder.build(new double[1], ScorerForm.Link.SIGMOID));
    }

    private static BenchmarkModel forest(int trees, int depth, int nodeSize, int rows) {
        RandomForest smile = RandomForest.fit(
                Formula.lhs("y"),
                frame(events(rows, 7), 7),
                new RandomForest.Options(
                        trees,
                        5,
                        SplitRule.GINI,
                        depth,
                        SmileForestTrainer.NO_LIMIT,
                        nodeSize,
                        1,
                        null,
                        new SplittableRandom(5).longs(trees).toArray(),
                        null));
        TreeEnsembleBuilder builder = new TreeEnsembleBuilder(positions(), 1);
        double weights = Arrays.stream(smile.models())
                .mapToDouble(RandomForest.Model::weight)
                .sum();
        for (RandomForest.Model model : smile.models()) {
            SmileTrees.append(builder, model.tree().root(), leaf ->
                    new double[] {((DecisionNode) leaf).posteriori(new double[2])[1] * model.weight() / weights});
        }
        return new BenchmarkModel(smile, builder.build(new double[1], ScorerForm.Link.IDENTITY));
    }
}
