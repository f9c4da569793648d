package dev.understudy.engine.report;

import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.MetricReading.Difference;
import dev.understudy.engine.statistics.StudentEstimate;
import java.util.Optional;
import java.util.function.Function;

/** A metric's part of the JSON document. */
final class MetricFields {
    private MetricFields() {}

    static void write(JsonFields fields, JudgedMetrics.Line line) {
        write(fields, line.reading(), line.judgement());
    }

    static void write(JsonFields fields, MetricReading reading, Optional<MetricJudgement> judgement) {
        Optional<Difference> found = reading.difference();
        fields.text("metric", reading.metric().key())
                .text("role", judgement.map(judged -> judged.metric().role().key()))
                .text("slice", reading.slice())
                .number("live", reading.live())
                .number("candidate", reading.candidate())
                .number("difference", of(found, Difference::value))
                .number("lower", of(found, Difference::lower))
                .number("upper", of(found, Difference::upper))
                .number("confidence", of(found, Difference::confidence))
                .number("standardError", of(found, Difference::standardError))
                .number("pValue", of(found, Difference::pValue))
                .number("margin", judgement.map(judged -> judged.metric().margin()))
                .text("conclusion", judgement.map(judged -> judged.conclusion().key()))
                .count("events", reading.events())
                .number("degreesOfFreedom", of(found, Difference::degreesOfFreedom))
                .text("undetermined", reading.undetermined());
        found.flatMap(Difference::extremes)
                .ifPresentOrElse(
                        extremes -> {
                            write(fields.object("lowest"), extremes.lowest());
                            write(fields.object("highest"), extremes.highest());
                        },
                        () -> fields.nothing("lowest").nothing("highest"));
    }

    private static void write(JsonFields fields, StudentEstimate extreme) {
        fields.number("difference", extreme.value())
                .number("standardError", extreme.standardError())
                .number("degreesOfFreedom", extreme.degreesOfFreedom());
    }

    private static Optional<Double> of(Optional<Difference> found, Function<Difference, Double> part) {
        return found.map(part);
    }
}
