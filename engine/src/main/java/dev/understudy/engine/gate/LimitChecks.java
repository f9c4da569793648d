package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.LatencyReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy;
import java.util.ArrayList;
import java.util.List;

/** The limits that hold whatever the metrics say. */
final class LimitChecks {
    private LimitChecks() {}

    static List<GateCheck> of(SimulationReport report, GatePolicy policy) {
        List<GateCheck> checks = new ArrayList<>();
        if (policy.maxLabelShareShift().isPresent() && report.labelShares().isPresent()) {
            checks.add(labelShares(
                    report,
                    report.labelShares().get(),
                    policy.maxLabelShareShift().getAsDouble()));
        }
        policy.maxLatencyRatio().ifPresent(most -> checks.add(latency(report, most)));
        return checks;
    }

    private static GateCheck labelShares(
            SimulationReport report, SimulationReport.LabelShareTable shares, double most) {
        String name = "label-share-shift";
        if (report.live().isEmpty()) {
            return new GateCheck(name, true, "waived: a constant predictor has no label shares to keep to");
        }
        double shift = shares.largestShift();
        return new GateCheck(
                name,
                shift <= most,
                "the largest change of a label's share is " + Figures.percent(shift) + ", and at most "
                        + Figures.percent(most) + " is allowed");
    }

    private static GateCheck latency(SimulationReport report, double most) {
        String name = "latency";
        if (report.live().isEmpty()) {
            return new GateCheck(name, true, "waived: there is no live model whose time could be measured");
        }
        if (report.live().get().digest().isEmpty()) {
            return new GateCheck(
                    name, true, "waived: the live model lives elsewhere, so that its time cannot be measured");
        }
        return report.latency()
                .map(latency -> latency(name, latency, most))
                .orElseGet(() -> new GateCheck(name, false, "how long scoring takes was not measured"));
    }

    private static GateCheck latency(String name, LatencyReading latency, double most) {
        return new GateCheck(
                name,
                latency.ratio() <= most,
                "scoring an event takes the candidate " + Figures.micros(latency.candidateMicros())
                        + " and the live model " + Figures.micros(latency.liveMicros()) + ", "
                        + Figures.times(latency.ratio()) + " times as long, and at most " + Figures.times(most)
                        + " is allowed");
    }
}
