package dev.understudy.engine.training;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.features.FeatureSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.vector.DoubleVector;
import smile.data.vector.IntVector;
import smile.data.vector.ValueVector;

/** Training sets as Smile's data frames: one canonical column layout, nominal numbers as nominal fields. */
final class SmileFrames {
    private static final String OUTCOME = "outcome";

    static {
        // Smile looks at a hundred candidate thresholds a node for trees of numbers unless told otherwise, which leaves
        // trees with a tenth of their leaves; up to ten it looks at every one
        System.setProperty("smile.regression_tree.bins", "1");
    }

    private SmileFrames() {}

    static Formula formula() {
        return Formula.lhs(OUTCOME);
    }

    static DataFrame of(TrainingSet set) {
        List<ValueVector> columns = new ArrayList<>();
        List<FeatureSchema.Column> layout = set.schema().columns();
        for (int column = 0; column < layout.size(); column++) {
            double[] values = set.column(column);
            // names by position: a task's own may repeat or mean something in a formula
            String name = "x" + column;
            columns.add(
                    layout.get(column).isNominal()
                            ? nominal(name, values, layout.get(column).positions())
                            : new DoubleVector(name, values));
        }
        columns.add(
                set.kind() == TaskKind.REGRESSION
                        ? new DoubleVector(OUTCOME, set.outcomes().clone())
                        : nominal(OUTCOME, set.outcomes(), set.space().classes().size()));
        return new DataFrame(columns.toArray(ValueVector[]::new));
    }

    private static ValueVector nominal(String name, double[] values, int positions) {
        String[] levels =
                IntStream.range(0, positions).mapToObj(Integer::toString).toArray(String[]::new);
        int[] codes = new int[values.length];
        for (int row = 0; row < codes.length; row++) {
            codes[row] = (int) values[row];
        }
        return new IntVector(new StructField(name, DataTypes.IntType, new NominalScale(levels)), codes);
    }
}
