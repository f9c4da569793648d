package dev.understudy.engine.training;

import dev.understudy.engine.model.TreeEnsembleBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * LightGBM's own model format: a text with a block of {@code key=value} lines a tree. Its numbers have 17 digits, so that
 * they are read back to the bit.
 */
final class LightGbmModelText {
    private static final int CATEGORICAL = 1;
    private static final int MISSING_TYPE = 12;

    private final int[] positions;
    private final int outputs;
    private final TreeEnsembleBuilder builder;

    private LightGbmModelText(int[] positions, int outputs) {
        this.positions = positions;
        this.outputs = outputs;
        this.builder = new TreeEnsembleBuilder(positions, outputs);
    }

    /** Flattens all trees; where a score has several numbers, trees take turns in adding to them. */
    static TreeEnsembleBuilder flatten(String text, int[] positions, int outputs) {
        LightGbmModelText model = new LightGbmModelText(positions, outputs);
        List<Map<String, String>> trees = blocks(text);
        for (int tree = 0; tree < trees.size(); tree++) {
            model.builder.tree();
            model.new Tree(trees.get(tree), tree % outputs).append();
        }
        return model.builder;
    }

    private static List<Map<String, String>> blocks(String text) {
        int end = text.indexOf("end of trees");
        if (end < 0) {
            throw new IllegalStateException("this version of LightGBM writes its trees in another way");
        }
        return Stream.of(text.substring(0, end).split("\nTree="))
                .skip(1)
                .map(LightGbmModelText::keys)
                .toList();
    }

    private static Map<String, String> keys(String block) {
        Map<String, String> keys = new HashMap<>();
        block.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                keys.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return keys;
    }

    /** One block, ready to be walked. Children below zero are leaves, counted from -1 down. */
    private final class Tree {
        private final int output;
        private final int[] feature;
        private final double[] threshold;
        private final int[] decision;
        private final int[] left;
        private final int[] right;
        private final double[] leaf;
        private final int[] categoryFrom;
        private final long[] categories;

        Tree(Map<String, String> keys, int output) {
            this.output = output;
            this.feature = integers(keys, "split_feature");
            this.threshold = numbers(keys, "threshold");
            this.decision = integers(keys, "decision_type");
            this.left = integers(keys, "left_child");
            this.right = integers(keys, "right_child");
            this.leaf = numbers(keys, "leaf_value");
            this.categoryFrom = integers(keys, "cat_boundaries");
            this.categories =
                    values(keys, "cat_threshold").mapToLong(Long::parseLong).toArray();
        }

        void append() {
            append(feature.length == 0 ? -1 : 0);
        }

        private void append(int node) {
            if (node < 0) {
                double[] values = new double[outputs];
                values[output] = leaf[-node - 1];
                builder.leaf(values);
                return;
            }
            int index = builder.split(feature[node], asked(node));
            append(left[node]);
            builder.otherChild(index);
            append(right[node]);
        }

        private double asked(int node) {
            boolean categorical = (decision[node] & CATEGORICAL) != 0;
            if (categorical != positions[feature[node]] > 0 || (!categorical && (decision[node] & MISSING_TYPE) != 0)) {
                throw new IllegalStateException("LightGBM split a feature in a way that it was told not to");
            }
            return categorical ? category((int) threshold[node]) : threshold[node];
        }

        /** The one category of a set of bits in words of 32. */
        private int category(int set) {
            int found = -1;
            for (int word = categoryFrom[set]; word < categoryFrom[set + 1]; word++) {
                long bits = categories[word];
                if (bits != 0) {
                    if (found >= 0 || Long.bitCount(bits) > 1) {
                        throw new IllegalStateException("LightGBM split off more than one category at once");
                    }
                    found = (word - categoryFrom[set]) * 32 + Long.numberOfTrailingZeros(bits);
                }
            }
            return found;
        }
    }

    private static Stream<String> values(Map<String, String> keys, String key) {
        return Arrays.stream(keys.getOrDefault(key, "").split(" ")).filter(value -> !value.isEmpty());
    }

    private static int[] integers(Map<String, String> keys, String key) {
        return values(keys, key).mapToInt(Integer::parseInt).toArray();
    }

    private static double[] numbers(Map<String, String> keys, String key) {
        return values(keys, key).mapToDouble(Double::parseDouble).toArray();
    }
}
