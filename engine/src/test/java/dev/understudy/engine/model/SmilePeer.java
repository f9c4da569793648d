package dev.understudy.engine.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;
import smile.model.cart.Node;
import smile.model.cart.NominalNode;
import smile.model.cart.OrdinalNode;
import smile.model.cart.RegressionNode;

/** Trees in Smile's own nodes, walked by its own predict. */
final class SmilePeer {
    private final FlatTrees trees;
    private final Node[] roots;

    SmilePeer(FlatTrees trees) {
        this.trees = trees;
        this.roots = Arrays.stream(trees.roots()).mapToObj(this::node).toArray(Node[]::new);
    }

    private Node node(int node) {
        if (trees.isLeaf(node)) {
            double value = trees.leaves()[trees.other()[node]];
            return new RegressionNode(1, value, value, 0);
        }
        int asked = trees.feature()[node];
        double threshold = trees.threshold()[node];
        Node yes = node(node + 1);
        Node no = node(trees.other()[node]);
        return trees.nominal()[asked]
                ? new NominalNode(asked, (int) threshold, 0, 0, yes, no)
                : new OrdinalNode(asked, threshold, 0, 0, yes, no);
    }

    void score(Tuple[] events, double[] scores) {
        for (int event = 0; event < events.length; event++) {
            double sum = 0;
            for (Node root : roots) {
                sum += ((RegressionNode) root.predict(events[event])).output();
            }
            scores[event] = sum;
        }
    }

    /** Encoded events as rows of a Smile data frame. */
    static Tuple[] tuples(double[] rows, boolean[] nominal, int levels) {
        int count = rows.length / nominal.length;
        String[] names = IntStream.range(0, levels).mapToObj(Integer::toString).toArray(String[]::new);
        ValueVector[] columns = new ValueVector[nominal.length];
        for (int column = 0; column < nominal.length; column++) {
            int at = column;
            double[] values = IntStream.range(0, count)
                    .mapToDouble(row -> rows[row * nominal.length + at])
                    .toArray();
            columns[column] = nominal[column]
                    ? new IntVector(
                            new StructField("x" + column, DataTypes.IntType, new NominalScale(names)),
                            Arrays.stream(values).mapToInt(x -> (int) x).toArray())
                    : new DoubleVector("x" + column, values);
        }
        DataFrame frame = new DataFrame(columns);
        return IntStream.range(0, count).mapToObj(frame::get).toArray(Tuple[]::new);
    }
}
