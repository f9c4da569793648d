package dev.understudy.engine.features;

import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.traffic.RawInput;
import java.util.List;

/** The features of many events, by column, as they came: nothing is learnt or imputed yet. */
public final class FeatureTable {
    private final List<FeatureColumn> columns;
    private int rows;

    /** An empty table for these features. */
    public FeatureTable(List<FeatureDefinition> features) {
        columns = features.stream().map(FeatureColumn::of).toList();
    }

    /** Appends one event. */
    public void add(RawInput input) {
        for (FeatureColumn column : columns) {
            column.add(input.get(column.name()));
        }
        rows++;
    }

    /** The columns in the order of the features. */
    public List<FeatureColumn> columns() {
        return columns;
    }

    /** Events so far. */
    public int rows() {
        return rows;
    }
}
