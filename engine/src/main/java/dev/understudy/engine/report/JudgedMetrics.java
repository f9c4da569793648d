package dev.understudy.engine.report;

import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metrics of a simulation in the order in which they are read: those that decide, then the others.
 *
 * @param ofGate with role, margin and conclusion
 * @param others of the task's kind, which decide nothing
 */
record JudgedMetrics(List<MetricJudgement> ofGate, List<MetricReading> others) {
    JudgedMetrics {
        ofGate = List.copyOf(ofGate);
        others = List.copyOf(others);
    }

    static JudgedMetrics of(SimulationReport report, GateVerdict verdict) {
        List<MetricReading> others = report.metrics().stream()
                .filter(reading -> verdict.metrics().stream().noneMatch(judged -> isSame(judged, reading)))
                .toList();
        return new JudgedMetrics(verdict.metrics(), others);
    }

    private static boolean isSame(MetricJudgement judged, MetricReading reading) {
        return judged.metric().metric() == reading.metric()
                && judged.metric().slice().map(Object::toString).equals(reading.slice());
    }

    /** All of them, judged where the gate judges them. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        ofGate.forEach(judged -> lines.add(new Line(judged.reading(), Optional.of(judged))));
        others.forEach(reading -> lines.add(new Line(reading, Optional.empty())));
        return lines;
    }

    /** The metric that people ask for first: the first that the release is for, else the first that decides. */
    Optional<MetricJudgement> primary() {
        return Stream.concat(ofGate.stream().filter(JudgedMetrics::isSuccess), ofGate.stream())
                .findFirst();
    }

    private static boolean isSuccess(MetricJudgement judged) {
        return switch (judged.metric().role()) {
            case SUCCESS -> true;
            case GUARDRAIL -> false;
        };
    }

    /**
     * One metric.
     *
     * @param reading what was found
     * @param judgement what the gate makes of it; empty where it decides nothing
     */
    record Line(MetricReading reading, Optional<MetricJudgement> judgement) {}
}
