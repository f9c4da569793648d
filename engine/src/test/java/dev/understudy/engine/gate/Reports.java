package dev.understudy.engine.gate;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.simulation.Charts;
import dev.understudy.engine.simulation.LatencyReading;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.Observations;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.StudentEstimate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A report of a sound simulation, of which a test changes the part that it is about. */
final class Reports {
    static final double DEGREES = 20;
    private static final double FIRST = 0.975;

    private Optional<SimulationReport.ModelSide> live = Optional.of(side("v1"));
    private SimulationReport.Origins origins = new SimulationReport.Origins(1_000, 0, 0, 0);
    private SimulationReport.Outcomes outcomes = new SimulationReport.Outcomes(1_000, 0);
    private SimulationReport.Parity parity = new SimulationReport.Parity(1_000, 1_000, false);
    private SimulationReport.LabelShareTable shares = shares(0.5, 0.5);
    private Optional<LatencyReading> latency = Optional.empty();
    private final List<MetricReading> metrics;

    Reports(MetricReading... metrics) {
        this.metrics = List.of(metrics);
    }

    private static SimulationReport.ModelSide side(String version) {
        return new SimulationReport.ModelSide(
                new VersionName(version),
                Optional.of(Digest.of(version.getBytes(StandardCharsets.UTF_8))),
                Optional.of(Instant.EPOCH),
                Optional.of("random-forest"),
                Map.of(),
                Optional.empty());
    }

    static SimulationReport.LabelShareTable shares(double live, double candidate) {
        return new SimulationReport.LabelShareTable(of(live), of(candidate));
    }

    private static SortedMap<String, Double> of(double positive) {
        return new TreeMap<>(Map.of("1", positive, "0", 1 - positive));
    }

    /** With these bounds at the confidence that the first test of a policy of 95 % has. */
    static MetricReading reading(Metric metric, double lower, double upper) {
        double unit = new StudentEstimate(0, 1, DEGREES).reach(FIRST);
        return reading(metric, new StudentEstimate((lower + upper) / 2, (upper - lower) / 2 / unit, DEGREES));
    }

    /** With this two-sided p-value of no difference, on the side where the value is higher. */
    static MetricReading higher(Metric metric, double pValue, double standardError) {
        double value = new StudentEstimate(0, standardError, DEGREES).reach(1 - pValue);
        return reading(metric, new StudentEstimate(value, standardError, DEGREES));
    }

    static MetricReading reading(Metric metric, StudentEstimate estimate) {
        double reach = estimate.reach(0.95);
        return new MetricReading(
                metric,
                Optional.empty(),
                1_000,
                Optional.of(0.5),
                Optional.of(0.5),
                Optional.of(new MetricReading.Difference(
                        estimate.value(),
                        estimate.standardError(),
                        estimate.value() - reach,
                        estimate.value() + reach,
                        0.95,
                        Math.min(1, 2 * estimate.pValueAbove(0)),
                        estimate.degreesOfFreedom())),
                Optional.empty());
    }

    static MetricReading undetermined(Metric metric) {
        return new MetricReading(
                metric,
                Optional.empty(),
                1_000,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("there are fewer than two events of one class"));
    }

    Reports withoutLive() {
        live = Optional.empty();
        return this;
    }

    Reports elsewhere() {
        live = Optional.of(SimulationReport.ModelSide.elsewhere(new VersionName("x-old")));
        return this;
    }

    Reports latency(double liveMicros, double candidateMicros) {
        latency = Optional.of(new LatencyReading(liveMicros, candidateMicros, 100));
        return this;
    }

    Reports outcomes(long known, long pending) {
        outcomes = new SimulationReport.Outcomes(known, pending);
        return this;
    }

    Reports parity(long checked, long identical, boolean waived) {
        parity = new SimulationReport.Parity(checked, identical, waived);
        return this;
    }

    Reports missing(long events) {
        origins = new SimulationReport.Origins(1_000 - events, 0, 0, events);
        return this;
    }

    Reports labelShares(double ofLive, double ofCandidate) {
        shares = shares(ofLive, ofCandidate);
        return this;
    }

    SimulationReport report() {
        return new SimulationReport(
                new TaskName("made-up"),
                TaskKind.BINARY,
                side("v2"),
                live,
                new TimeWindow(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-01T00:00:00Z")),
                Instant.parse("2026-03-01T00:00:00Z"),
                outcomes.known() + outcomes.pending(),
                origins,
                outcomes,
                parity,
                latency,
                metrics,
                Optional.of(shares),
                List.of(),
                new SimulationReport.Disagreements(0, 0, 0, List.of()),
                new SimulationReport.DependenceReading(1_000, 31, "day", Optional.of(20.0), Optional.of(1.0)),
                new Charts(List.of(), List.of(), List.of(), List.of(), Optional.empty()),
                Observations.none(),
                new SimulationReport.Timing("scalar", 0, 0, 0, 0, 0, 0));
    }
}
