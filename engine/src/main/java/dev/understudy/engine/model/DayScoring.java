package dev.understudy.engine.model;

import dev.understudy.engine.features.ColumnEncoder;
import dev.understudy.engine.segment.TrafficDay;

/** A model on the events of one day, which lie in columns. Thread-safe. */
public final class DayScoring {
    private final CompiledModel model;
    private final ColumnEncoder encoder;

    private DayScoring(CompiledModel model, ColumnEncoder encoder) {
        this.model = model;
        this.encoder = encoder;
    }

    /** A model on a day's events. */
    public static DayScoring of(CompiledModel model, TrafficDay day) {
        return new DayScoring(model, model.encoder().over(day::column));
    }

    /**
     * Some rows as the model's scorer takes them; shape [count × width].
     *
     * @throws dev.understudy.engine.common.UnderstudyException DATA_INVALID, naming the feature, if a value has the wrong
     *     type
     */
    public double[] encoded(int from, int count) {
        double[] rows = new double[count * encoder.width()];
        encoder.encode(from, count, rows);
        return rows;
    }

    /** The scores' numbers for encoded rows; shape [count × outputs]. */
    public double[] numbers(double[] rows, int count) {
        return model.numbers(rows, count);
    }
}
