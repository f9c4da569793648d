package dev.understudy.engine.model;

import dev.understudy.engine.features.ColumnEncoder;
import dev.understudy.engine.segment.TrafficDay;

/** A model on the events of one day, which lie in columns. Thread-safe. */
public final class DayScoring {
    private final CompiledModel model;
    private final TrafficDay day;
    private final ColumnEncoder encoder;

    private DayScoring(CompiledModel model, TrafficDay day, ColumnEncoder encoder) {
        this.model = model;
        this.day = day;
        this.encoder = encoder;
    }

    /** A model on a day's events. */
    public static DayScoring of(CompiledModel model, TrafficDay day) {
        return new DayScoring(model, day, model.encoder().over(day::column));
    }

    /**
     * Some rows as the model's scorer takes them; shape [count × width].
     *
     * @throws dev.understudy.engine.common.UnderstudyException DATA_INVALID, naming the feature, if a value has the wrong
     *     type
     */
    public double[] encoded(int from, int count) {
        double[] rows = new double[count * encoder.width()];
        if (model.manifest().sample().isEmpty()) {
            encoder.encode(from, count, rows);
        } else { // what a task's own code derives, it derives event by event
            for (int i = 0; i < count; i++) {
                model.encoder().encode(model.sample(day.input(from + i)), rows, i * encoder.width());
            }
        }
        return rows;
    }

    /** The scores' numbers for encoded rows; shape [count × outputs]. */
    public double[] numbers(double[] rows, int count) {
        return model.numbers(rows, count);
    }
}
