package dev.understudy.engine.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Which parameters of an algorithm are searched, and in which range. */
final class SearchSpace {
    private static final MathContext THREE_DIGITS = new MathContext(3);

    private final List<Range> ranges;

    private SearchSpace(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * One parameter's values.
     *
     * @param name of the parameter
     * @param least smallest value
     * @param most largest value
     * @param byRatio whether equal ratios are equally likely, and not equal differences
     * @param whole whether only whole numbers are meant
     */
    private record Range(String name, double least, double most, boolean byRatio, boolean whole) {
        static Range whole(String name, int least, int most) {
            return new Range(name, least, most, true, true);
        }

        static Range even(String name, double least, double most) {
            return new Range(name, least, most, false, false);
        }

        static Range byRatio(String name, double least, double most) {
            return new Range(name, least, most, true, false);
        }

        String draw(SplittableRandom random) {
            double at = random.nextDouble();
            // StrictMath: the same draws on every machine
            double value = byRatio
                    ? StrictMath.exp(StrictMath.log(least) + at * (StrictMath.log(most) - StrictMath.log(least)))
                    : least + at * (most - least);
            double within = Math.clamp(value, least, most);
            return whole
                    ? Long.toString(Math.round(within))
                    : Double.toString(new BigDecimal(within).round(THREE_DIGITS).doubleValue());
        }
    }

    /**
     * The space of an algorithm.
     *
     * @param fixed parameters that the task file or the user has set, which are not searched
     * @param columns how many numbers an encoded event has
     */
    static SearchSpace of(String algorithm, Set<String> fixed, int columns) {
        List<Range> ranges = switch (algorithm) {
            case "random-forest" ->
                List.of(
                        Range.whole("maxDepth", 6, 40),
                        Range.whole("nodeSize", 1, 50),
                        Range.whole("mtry", 1, columns),
                        Range.even("subsample", 0.5, 1));
            case "gradient-boosting" ->
                List.of(
                        Range.whole("trees", 50, 500),
                        Range.whole("maxDepth", 2, 10),
                        Range.whole("nodeSize", 1, 50),
                        Range.byRatio("learningRate", 0.02, 0.3),
                        Range.even("subsample", 0.5, 1));
            case "lightgbm" ->
                List.of(
                        Range.whole("trees", 50, 800),
                        Range.whole("leaves", 7, 127),
                        Range.whole("nodeSize", 5, 100),
                        Range.byRatio("learningRate", 0.02, 0.3),
                        Range.even("subsample", 0.5, 1),
                        Range.even("featureShare", 0.4, 1),
                        Range.byRatio("lambda", 0.001, 10));
            case "ada-boost" ->
                List.of(Range.whole("trees", 50, 400), Range.whole("maxDepth", 2, 10), Range.whole("nodeSize", 1, 50));
            case "decision-tree" -> List.of(Range.whole("maxDepth", 2, 30), Range.whole("nodeSize", 1, 200));
            case "logistic-regression" -> List.of(Range.byRatio("lambda", 0.001, 100));
            case "mlp" ->
                List.of(
                        Range.whole("units", 8, 128),
                        Range.whole("layers", 1, 2),
                        Range.byRatio("learningRate", 0.0005, 0.02),
                        Range.byRatio("lambda", 0.000001, 0.01));
            case "ridge", "lasso" -> List.of(Range.byRatio("lambda", 0.00001, 10));
            default -> throw new IllegalStateException("an algorithm without a search space: " + algorithm);
        };
        return new SearchSpace(
                ranges.stream().filter(range -> !fixed.contains(range.name())).toList());
    }

    /** Whether nothing is left to search. */
    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** One point of it: the same for the same seed and number, whatever was drawn before. */
    SortedMap<String, String> draw(long seed, int number) {
        SplittableRandom random = new SplittableRandom(seed + number * 0x9E3779B97F4A7C15L);
        SortedMap<String, String> point = new TreeMap<>();
        ranges.forEach(range -> point.put(range.name(), range.draw(random)));
        return point;
    }

    /** Of all parameters those that are searched. */
    SortedMap<String, String> of(Map<String, String> parameters) {
        SortedMap<String, String> searched = new TreeMap<>();
        ranges.forEach(range -> searched.put(range.name(), parameters.getOrDefault(range.name(), "")));
        return searched;
    }
}
