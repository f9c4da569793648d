package dev.understudy.engine.features;

import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.task.FeatureType;
import dev.understudy.engine.traffic.RawInput;
import java.util.List;
import java.util.stream.IntStream;

/** The features of many events, by column, as they came: nothing is learnt or imputed yet. */
public final class FeatureTable {
    private final List<FeatureDefinition> features;
    private final List<FeatureColumn> columns;
    private int rows;

    /** An empty table for these features. */
    public FeatureTable(List<FeatureDefinition> features) {
        this(features, features.stream().map(FeatureColumn::of).toList(), 0);
    }

    private FeatureTable(List<FeatureDefinition> features, List<FeatureColumn> columns, int rows) {
        this.features = List.copyOf(features);
        this.columns = List.copyOf(columns);
        this.rows = rows;
    }

    /** A copy of the rows from one to before another. */
    public FeatureTable rows(int from, int to) {
        List<FeatureColumn> part =
                columns.stream().map(column -> column.rows(from, to)).toList();
        return new FeatureTable(features, part, to - from);
    }

    /** The same rows without the columns of a type; the columns are shared. */
    public FeatureTable without(FeatureType type) {
        List<FeatureDefinition> left =
                features.stream().filter(feature -> feature.type() != type).toList();
        List<FeatureColumn> kept = IntStream.range(0, features.size())
                .filter(feature -> features.get(feature).type() != type)
                .mapToObj(columns::get)
                .toList();
        return new FeatureTable(left, kept, rows);
    }

    /** Appends one event. */
    public void add(RawInput input) {
        for (FeatureColumn column : columns) {
            column.add(input.get(column.name()));
        }
        rows++;
    }

    /** The features, one a column. */
    public List<FeatureDefinition> features() {
        return features;
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
