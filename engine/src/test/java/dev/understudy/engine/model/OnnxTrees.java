package dev.understudy.engine.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Writes trees as an ONNX model: one {@code TreeEnsembleRegressor} of the operators {@code ai.onnx.ml}, version 3, in the
 * protocol buffers of onnx.proto. A nominal column becomes one column of 0 and 1 for each value, so that all nodes
 * compare alike, which is ONNX Runtime's fast way.
 */
final class OnnxTrees {
    private static final int FLOAT = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final FlatTrees trees;
    private final int levels;
    private final int[] firstColumn;
    private final int columns;

    OnnxTrees(FlatTrees trees, int levels) {
        this.trees = trees;
        this.levels = levels;
        this.firstColumn = new int[trees.width()];
        int next = 0;
        for (int column = 0; column < trees.width(); column++) {
            firstColumn[column] = next;
            next += trees.nominal()[column] ? levels : 1;
        }
        this.columns = next;
    }

    int columns() {
        return columns;
    }

    /** Encoded events in the model's columns. */
    float[] input(double[] rows) {
        int count = rows.length / trees.width();
        float[] input = new float[count * columns];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < trees.width(); column++) {
                double value = rows[row * trees.width() + column];
                int at = row * columns + firstColumn[column];
                if (!trees.nominal()[column]) {
                    input[at] = (float) value;
                } else if (value >= 0 && value < levels) {
                    input[at + (int) value] = 1;
                }
            }
        }
        return input;
    }

    byte[] model() {
        int nodes = trees.feature().length;
        int[] treeOf = new int[nodes];
        for (int tree = 0; tree < trees.trees(); tree++) {
            Arrays.fill(treeOf, trees.roots()[tree], trees.end(tree), tree);
        }
        IntUnaryOperator inTree = node -> node - trees.roots()[treeOf[node]];
        int[] all = IntStream.range(0, nodes).toArray();
        int[] leaves = IntStream.range(0, nodes).filter(trees::isLeaf).toArray();
        Message node = new Message()
                .text(1, "x")
                .text(2, "y")
                .text(4, "TreeEnsembleRegressor")
                .text(7, "ai.onnx.ml")
                .message(5, integer("n_targets", 1))
                .message(
                        5,
                        new Message()
                                .text(1, "aggregate_function")
                                .text(4, "SUM")
                                .integer(20, 3))
                .message(5, integers("nodes_treeids", all, n -> treeOf[n]))
                .message(5, integers("nodes_nodeids", all, inTree))
                .message(5, integers("nodes_featureids", all, this::column))
                .message(5, modes(all))
                .message(5, floats("nodes_values", all, this::threshold))
                .message(5, integers("nodes_truenodeids", all, n -> trees.isLeaf(n) ? 0 : inTree.applyAsInt(yes(n))))
                .message(5, integers("nodes_falsenodeids", all, n -> trees.isLeaf(n) ? 0 : inTree.applyAsInt(no(n))))
                .message(5, integers("target_treeids", leaves, n -> treeOf[n]))
                .message(5, integers("target_nodeids", leaves, inTree))
                .message(5, integers("target_ids", leaves, n -> 0))
                .message(5, floats("target_weights", leaves, n -> trees.leaves()[trees.other()[n]]));
        Message graph = new Message()
                .message(1, node)
                .text(2, "trees")
                .message(11, value("x", columns))
                .message(12, value("y", 1));
        return new Message()
                .integer(1, 8)
                .message(7, graph)
                .message(8, new Message().text(1, "ai.onnx.ml").integer(2, 3))
                .message(8, new Message().text(1, "").integer(2, 15))
                .bytes();
    }

    private boolean isNominal(int node) {
        return trees.nominal()[trees.feature()[node]];
    }

    private int column(int node) {
        if (trees.isLeaf(node)) {
            return 0;
        }
        int asked = firstColumn[trees.feature()[node]];
        return isNominal(node) ? asked + (int) trees.threshold()[node] : asked;
    }

    private double threshold(int node) {
        return trees.isLeaf(node) ? 0 : isNominal(node) ? 0.5 : trees.threshold()[node];
    }

    /** "Equal to the value" is "above a half" of its column: the children change places. */
    private int yes(int node) {
        return isNominal(node) ? trees.other()[node] : node + 1;
    }

    private int no(int node) {
        return isNominal(node) ? node + 1 : trees.other()[node];
    }

    private Message modes(int[] nodes) {
        Message attribute = new Message().text(1, "nodes_modes");
        for (int node : nodes) {
            attribute.text(9, trees.isLeaf(node) ? "LEAF" : "BRANCH_LEQ");
        }
        return attribute.integer(20, 8);
    }

    private static Message integer(String name, int value) {
        return new Message().text(1, name).integer(3, value).integer(20, 2);
    }

    private static Message integers(String name, int[] nodes, IntUnaryOperator value) {
        Message packed = new Message();
        for (int node : nodes) {
            packed.varint(value.applyAsInt(node));
        }
        return new Message().text(1, name).message(8, packed).integer(20, 7);
    }

    private static Message floats(String name, int[] nodes, IntToDoubleFunction value) {
        ByteBuffer packed = ByteBuffer.allocate(nodes.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int node : nodes) {
            packed.putFloat((float) value.applyAsDouble(node));
        }
        return new Message().text(1, name).raw(7, packed.array()).integer(20, 6);
    }

    private static Message value(String name, int columns) {
        Message shape =
                new Message().message(1, new Message().text(2, "rows")).message(1, new Message().integer(1, columns));
        return new Message()
                .text(1, name)
                .message(
                        2,
                        new Message().message(1, new Message().integer(1, FLOAT).message(2, shape)));
    }

    /** A protocol buffer in the making. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                out.write((int) ((left & 0x7F) | 0x80));
                left >>>= 7;
            }
            out.write((int) left);
            return this;
        }

        Message integer(int field, long value) {
            return varint((long) field << 3).varint(value);
        }

        Message raw(int field, byte[] bytes) {
            varint((long) field << 3 | LENGTH_DELIMITED).varint(bytes.length);
            out.writeBytes(bytes);
            return this;
        }

        Message text(int field, String text) {
            return raw(field, text.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message message) {
            return raw(field, message.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
