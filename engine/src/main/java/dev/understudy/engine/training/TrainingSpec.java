package dev.understudy.engine.training;

import dev.understudy.engine.task.TrainingOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** How to train: an algorithm with all its parameters, typed and checked. */
public sealed interface TrainingSpec {
    /** What every algorithm shares. */
    Common common();

    /** The algorithm's name in the task file. */
    String algorithm();

    /** All parameters by name, defaults included. */
    SortedMap<String, String> parameters();

    /** What decides the model beside seed and window, by name: the parameters, and the options that are not as usual. */
    default SortedMap<String, String> settings() {
        SortedMap<String, String> settings = new TreeMap<>(parameters());
        settings.putAll(common().options().unusual());
        return settings;
    }

    /**
     * What every algorithm shares.
     *
     * @param seed of all randomness
     * @param window how far back from the as-of, or everything
     * @param options what training does beside the algorithm
     */
    record Common(long seed, Optional<Duration> window, TrainingOptions options) {
        /** Nothing beside the algorithm. */
        public Common(long seed, Optional<Duration> window) {
            this(seed, window, TrainingOptions.none());
        }
    }

    /**
     * Breiman's random forest.
     *
     * @param common what every algorithm shares
     * @param trees how many
     * @param maxDepth of a tree, in splits
     * @param nodeSize fewest events in a leaf
     * @param mtry features tried at a split; 0: the square root of their number for classes, all for a regression,
     *     where fewer make a forest that explains less
     * @param subsample share of the events a tree sees; 1: drawn with replacement
     */
    record RandomForest(Common common, int trees, int maxDepth, int nodeSize, int mtry, double subsample)
            implements TrainingSpec {
        @Override
        public String algorithm() {
            return "random-forest";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("trees", Integer.toString(trees));
            parameters.put("maxDepth", Integer.toString(maxDepth));
            parameters.put("nodeSize", Integer.toString(nodeSize));
            parameters.put("mtry", Integer.toString(mtry));
            parameters.put("subsample", Double.toString(subsample));
            return parameters;
        }
    }

    /**
     * One classification or regression tree.
     *
     * @param common what every algorithm shares
     * @param maxDepth in splits
     * @param nodeSize fewest events in a leaf
     */
    record DecisionTree(Common common, int maxDepth, int nodeSize) implements TrainingSpec {
        @Override
        public String algorithm() {
            return "decision-tree";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("maxDepth", Integer.toString(maxDepth));
            parameters.put("nodeSize", Integer.toString(nodeSize));
            return parameters;
        }
    }

    /**
     * Gradient boosted trees: of the logistic loss for classes, of squares for a regression.
     *
     * @param common what every algorithm shares
     * @param trees how many; of three classes and more, so many a class
     * @param maxDepth of a tree, in splits
     * @param nodeSize fewest events in a leaf
     * @param learningRate how much of its correction each tree keeps
     * @param subsample share of the events a tree sees, drawn without replacement
     */
    record GradientBoosting(Common common, int trees, int maxDepth, int nodeSize, double learningRate, double subsample)
            implements TrainingSpec {
        @Override
        public String algorithm() {
            return "gradient-boosting";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("trees", Integer.toString(trees));
            parameters.put("maxDepth", Integer.toString(maxDepth));
            parameters.put("nodeSize", Integer.toString(nodeSize));
            parameters.put("learningRate", Double.toString(learningRate));
            parameters.put("subsample", Double.toString(subsample));
            return parameters;
        }
    }

    /**
     * LightGBM: gradient boosting on binned numbers, leaf by leaf.
     *
     * @param common what every algorithm shares
     * @param trees how many; of a multiclass task, so many a class
     * @param leaves of a tree, at most
     * @param maxDepth of a tree, in splits; 0: no limit
     * @param nodeSize fewest events in a leaf
     * @param learningRate how much of its correction each tree keeps
     * @param subsample share of the events a tree sees, drawn without replacement
     * @param featureShare share of the features a tree sees
     * @param lambda weight of the quadratic penalty on what leaves say
     */
    record LightGbm(
            Common common,
            int trees,
            int leaves,
            int maxDepth,
            int nodeSize,
            double learningRate,
            double subsample,
            double featureShare,
            double lambda)
            implements TrainingSpec {
        @Override
        public String algorithm() {
            return "lightgbm";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("trees", Integer.toString(trees));
            parameters.put("leaves", Integer.toString(leaves));
            parameters.put("maxDepth", Integer.toString(maxDepth));
            parameters.put("nodeSize", Integer.toString(nodeSize));
            parameters.put("learningRate", Double.toString(learningRate));
            parameters.put("subsample", Double.toString(subsample));
            parameters.put("featureShare", Double.toString(featureShare));
            parameters.put("lambda", Double.toString(lambda));
            return parameters;
        }
    }

    /**
     * AdaBoost: trees that vote, each grown on events drawn by how often the trees before it were wrong about them.
     *
     * @param common what every algorithm shares
     * @param trees how many
     * @param maxDepth of a tree, in splits
     * @param nodeSize fewest events in a leaf
     */
    record AdaBoost(Common common, int trees, int maxDepth, int nodeSize) implements TrainingSpec {
        @Override
        public String algorithm() {
            return "ada-boost";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("trees", Integer.toString(trees));
            parameters.put("maxDepth", Integer.toString(maxDepth));
            parameters.put("nodeSize", Integer.toString(nodeSize));
            return parameters;
        }
    }

    /**
     * Logistic regression, of several classes too, with a quadratic penalty on standardised features.
     *
     * @param common what every algorithm shares
     * @param lambda weight of the penalty
     * @param tolerance of the optimiser's gradient
     * @param maxIterations of the optimiser
     */
    record LogisticRegression(Common common, double lambda, double tolerance, int maxIterations)
            implements TrainingSpec {
        @Override
        public String algorithm() {
            return "logistic-regression";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("lambda", Double.toString(lambda));
            parameters.put("tolerance", Double.toString(tolerance));
            parameters.put("maxIterations", Integer.toString(maxIterations));
            return parameters;
        }
    }

    /**
     * Linear regression of a number, with a penalty on standardised features and outcomes: ridge or lasso.
     *
     * @param common what every algorithm shares
     * @param absolute whether the penalty is on the coefficients' sizes, as lasso's, or else on half their squares
     * @param lambda weight of the penalty beside the mean of half squared errors
     * @param tolerance in standard deviations: smaller moves of all coefficients end the descent
     * @param maxIterations of the descent
     */
    record PenalisedRegression(Common common, boolean absolute, double lambda, double tolerance, int maxIterations)
            implements TrainingSpec {
        @Override
        public String algorithm() {
            return absolute ? "lasso" : "ridge";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("lambda", Double.toString(lambda));
            parameters.put("tolerance", Double.toString(tolerance));
            parameters.put("maxIterations", Integer.toString(maxIterations));
            return parameters;
        }
    }

    /**
     * A feed-forward network with hidden units of max(0, sum), learnt by Adam.
     *
     * @param common what every algorithm shares
     * @param units of a hidden layer
     * @param layers hidden ones
     * @param epochs passes over the events, at most; it stops where the newest events gain nothing more
     * @param batch events a step
     * @param learningRate size of a step
     * @param lambda weight of the quadratic penalty on weights
     */
    record Mlp(Common common, int units, int layers, int epochs, int batch, double learningRate, double lambda)
            implements TrainingSpec {
        @Override
        public String algorithm() {
            return "mlp";
        }

        @Override
        public SortedMap<String, String> parameters() {
            SortedMap<String, String> parameters = new TreeMap<>();
            parameters.put("units", Integer.toString(units));
            parameters.put("layers", Integer.toString(layers));
            parameters.put("epochs", Integer.toString(epochs));
            parameters.put("batch", Integer.toString(batch));
            parameters.put("learningRate", Double.toString(learningRate));
            parameters.put("lambda", Double.toString(lambda));
            return parameters;
        }
    }
}
