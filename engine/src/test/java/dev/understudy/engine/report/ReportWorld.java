package dev.understudy.engine.report;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.Gate;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.model.ScoreUnit;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.Charts;
import dev.understudy.engine.simulation.LatencyReading;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationReport.ModelSide;
import dev.understudy.engine.statistics.Dependence;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.Side;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import dev.understudy.engine.task.GatePolicy.Role;
import dev.understudy.engine.task.GatePolicy.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small seeded world of events with two models' scores, and the report that a simulation on it would give. The
 * metrics and curves are the engine's own, from the sampled events.
 */
final class ReportWorld {
    static final Instant FROM = Instant.parse("2026-11-09T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-23T00:00:00Z");
    private static final int DAYS = 14;

    final TaskKind kind;
    private final List<String> classes;
    private double gain = 0.5;
    private int events = 6000;
    private Optional<ModelSide> live = Optional.of(side("v1", "2026-05-01T00:00:00Z", "logistic-regression", "0.01"));
    private ModelSide candidate = side("v3", "2026-11-02T00:00:00Z", "random-forest", "0.01");
    private SimulationReport.Parity parity = new SimulationReport.Parity(6000, 6000, false);
    private long missing;
    private Optional<String> decision = Optional.empty();
    private StoredSimulation.Looks looks = new StoredSimulation.Looks(1, 1);
    private GatePolicy policy;
    private boolean oneClass;
    private String sliceColumn = "hotel";
    private List<String> sliceValues = List.of("City Hotel", "Resort Hotel", "Hostel");
    private String eventPrefix = "booking-";
    private boolean shares = true;

    private ReportWorld(TaskKind kind, List<String> classes, GatePolicy policy) {
        this.kind = kind;
        this.classes = classes;
        this.policy = policy;
    }

    static ReportWorld binary() {
        return new ReportWorld(
                TaskKind.BINARY,
                List.of("0", "1"),
                policy(
                        Requirement.NON_INFERIOR,
                        new GateMetric(Metric.AUC, Role.SUCCESS, 0.005, Optional.empty()),
                        new GateMetric(Metric.LOG_LOSS, Role.GUARDRAIL, 0.01, Optional.empty()),
                        new GateMetric(Metric.RECALL, Role.GUARDRAIL, 0.02, Optional.empty()),
                        new GateMetric(
                                Metric.RECALL, Role.GUARDRAIL, 0.08, Optional.of(new Slice("hotel", "City Hotel")))));
    }

    static ReportWorld multiclass() {
        return new ReportWorld(
                TaskKind.MULTICLASS,
                List.of("billing", "delivery", "refund", "other"),
                policy(
                        Requirement.SUPERIOR,
                        new GateMetric(Metric.MACRO_F1, Role.SUCCESS, 0.01, Optional.empty()),
                        new GateMetric(Metric.ACCURACY, Role.GUARDRAIL, 0.01, Optional.empty())));
    }

    static ReportWorld regression() {
        return new ReportWorld(
                TaskKind.REGRESSION,
                List.of(),
                policy(
                        Requirement.NON_INFERIOR,
                        new GateMetric(Metric.MAE, Role.SUCCESS, 0.5, Optional.empty()),
                        new GateMetric(Metric.R2, Role.GUARDRAIL, 0.01, Optional.empty())));
    }

    private static GatePolicy policy(Requirement requirement, GateMetric... metrics) {
        return new GatePolicy(
                0.95,
                requirement,
                List.of(metrics),
                List.of("hotel"),
                OptionalDouble.of(0.05),
                OptionalInt.of(500),
                OptionalDouble.empty());
    }

    private static ModelSide side(String version, String asOf, String algorithm, String rate) {
        return new ModelSide(
                new VersionName(version),
                Optional.of(Digest.of(version.getBytes(StandardCharsets.UTF_8))),
                Optional.of(Instant.parse(asOf)),
                Optional.of(algorithm),
                Map.of("rate", rate, "maxDepth", "20", "note", algorithm.substring(0, 3)),
                Optional.empty());
    }

    /** How much better the candidate ranks; negative: worse. */
    ReportWorld gain(double value) {
        gain = value;
        return this;
    }

    ReportWorld events(int count) {
        events = count;
        parity = new SimulationReport.Parity(count, count, false);
        return this;
    }

    ReportWorld withoutLive() {
        live = Optional.empty();
        parity = new SimulationReport.Parity(0, 0, false);
        policy = policy.requiring(Requirement.SUPERIOR);
        return this;
    }

    ReportWorld externalLive(String name) {
        live = Optional.of(ModelSide.elsewhere(new VersionName(name)));
        parity = new SimulationReport.Parity(0, 0, true);
        return this;
    }

    ReportWorld parity(long checked, long identical) {
        parity = new SimulationReport.Parity(checked, identical, false);
        return this;
    }

    ReportWorld missing(long count) {
        missing = count;
        return this;
    }

    ReportWorld looks(long ofCandidate, long candidates) {
        looks = new StoredSimulation.Looks(ofCandidate, candidates);
        return this;
    }

    /** What another version's gate said when the simulation was kept. */
    ReportWorld keptAs(String otherDecision) {
        decision = Optional.of(otherDecision);
        return this;
    }

    /** All outcomes are negative, so that nothing can be ranked. */
    ReportWorld oneClass() {
        oneClass = true;
        return this;
    }

    ReportWorld withoutSlices() {
        sliceValues = List.of();
        policy = new GatePolicy(
                policy.confidence(),
                policy.requirement(),
                policy.metrics().stream()
                        .filter(metric -> metric.slice().isEmpty())
                        .toList(),
                List.of(),
                policy.maxLabelShareShift(),
                policy.minimumOutcomes(),
                policy.maxLatencyRatio());
        return this;
    }

    ReportWorld slices(String column, List<String> values) {
        sliceColumn = column;
        sliceValues = values;
        return this;
    }

    ReportWorld eventPrefix(String prefix) {
        eventPrefix = prefix;
        return this;
    }

    ReportWorld candidateParameters(Map<String, String> parameters) {
        candidate = new ModelSide(
                candidate.version(),
                candidate.digest(),
                candidate.asOf(),
                candidate.algorithm(),
                parameters,
                candidate.importance());
        return this;
    }

    /** Says how much features move the scores of both models, by feature; a model without any says nothing. */
    ReportWorld importance(Map<String, Double> ofLive, Map<String, Double> ofCandidate) {
        live = live.map(side -> with(side, ofLive));
        candidate = with(candidate, ofCandidate);
        return this;
    }

    private static ModelSide with(ModelSide side, Map<String, Double> amounts) {
        List<FeatureImportance.Feature> features = amounts.entrySet().stream()
                .map(entry -> new FeatureImportance.Feature(entry.getKey(), entry.getValue()))
                .toList();
        return new ModelSide(
                side.version(),
                side.digest(),
                side.asOf(),
                side.algorithm(),
                side.parameters(),
                Optional.of(new FeatureImportance(ScoreUnit.LOG_ODDS, 500, features))
                        .filter(given -> !given.features().isEmpty()));
    }

    /** Without label shares and without daily figures, as an empty window would have them. */
    ReportWorld withoutShares() {
        shares = false;
        return this;
    }

    StoredSimulation simulation() {
        return simulation(classes);
    }

    /** The same with other names of the classes. */
    StoredSimulation simulation(List<String> names) {
        SampledEvents sampled = new SampledEvents(this.kind, Math.max(2, names.size()), events, gain, oneClass);
        PairedSample sample = sampled.sample();
        PairedEstimator estimator = new PairedEstimator(Dependence.AUTO, policy.confidence(), null);
        List<Metric> whole = new ArrayList<>(policy.metrics().stream()
                .filter(metric -> metric.slice().isEmpty())
                .map(GateMetric::metric)
                .toList());
        Arrays.stream(Metric.values())
                .filter(metric -> metric.kinds().contains(kind) && metric != Metric.COST && !whole.contains(metric))
                .forEach(whole::add);
        List<MetricReading> metrics = new ArrayList<>();
        whole.forEach(
                metric -> metrics.add(SampledReadings.reading(estimator.estimate(metric, sample), Optional.empty())));
        List<SimulationReport.SliceReading> slices = new ArrayList<>();
        for (int s = 0; s < sliceValues.size(); s++) {
            int part = s;
            PairedSample inSlice = sample.where(i -> i % sliceValues.size() == part);
            String name = sliceColumn + "=" + sliceValues.get(s);
            slices.add(new SimulationReport.SliceReading(
                    name,
                    inSlice.size(),
                    policy.metrics().stream()
                            .map(GateMetric::metric)
                            .distinct()
                            .map(metric ->
                                    SampledReadings.reading(estimator.estimate(metric, inSlice), Optional.of(name)))
                            .toList()));
        }
        policy.metrics()
                .forEach(metric -> metric.slice()
                        .ifPresent(slice -> metrics.add(SampledReadings.reading(
                                estimator.estimate(metric.metric(), sample.where(i -> i % 3 == 0)),
                                Optional.of(slice.toString())))));
        long pending = events / 20;
        SimulationReport report = new SimulationReport(
                new TaskName("hotel-cancellation"),
                kind,
                candidate,
                live,
                new TimeWindow(FROM, TO),
                TO,
                sample.size() + pending,
                new SimulationReport.Origins(sample.size(), pending - missing, 0, missing),
                new SimulationReport.Outcomes(sample.size(), pending),
                parity,
                live.flatMap(ModelSide::digest).map(digest -> new LatencyReading(1.25, 1.5, 4096)),
                metrics,
                kind == TaskKind.REGRESSION || !shares ? Optional.empty() : Optional.of(sampled.shares(names)),
                slices,
                new SimulationReport.Disagreements(412, 251, 133, examples(names)),
                new SimulationReport.DependenceReading(240, DAYS, "day", Optional.of(11.4), Optional.of(1.6)),
                new Charts(
                        SampledReadings.curve(sample, Side.LIVE),
                        SampledReadings.curve(sample, Side.CANDIDATE),
                        shares ? days(sampled) : List.of(),
                        kind == TaskKind.BINARY ? SampledReadings.differences(estimator, sample) : List.of(),
                        shares
                                ? SampledReadings.scores(sample, names.isEmpty() ? "" : names.get(1))
                                : Optional.empty()),
                SampledObservations.of(sample, policy, sliceColumn, sliceValues, FROM),
                new SimulationReport.Timing("scalar", 0, 0.11, 0.48, 0.05, 0.09, 0.71));
        return new StoredSimulation(
                "s-0042",
                report,
                policy,
                0.9,
                looks,
                decision.orElseGet(
                        () -> Gate.judge(report, policy, 0.9, looks.spending()).key()),
                Instant.parse("2026-11-23T06:30:00Z"));
    }

    private List<Charts.Day> days(SampledEvents sampled) {
        List<Charts.Day> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            long known = Math.round(430 * (day < 11 ? 1 : 0.9 - 0.3 * (day - 11)));
            days.add(new Charts.Day(
                    LocalDate.ofInstant(FROM, ZoneOffset.UTC).plusDays(day),
                    430,
                    sampled.daily(Side.LIVE, day),
                    sampled.daily(Side.CANDIDATE, day),
                    known));
        }
        return days;
    }

    private List<SimulationReport.Example> examples(List<String> names) {
        Random random = new Random(5);
        List<SimulationReport.Example> examples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            boolean labelled = kind != TaskKind.REGRESSION;
            examples.add(new SimulationReport.Example(
                    eventPrefix + (1000 + i),
                    FROM.plusSeconds(random.nextInt(14 * 86_400)),
                    labelled ? random.nextDouble(0.5) : random.nextDouble(80),
                    labelled ? 0.5 + random.nextDouble(0.5) : random.nextDouble(80),
                    labelled ? names.get(0) : "",
                    labelled ? names.get(1) : "",
                    i % 4 == 3 ? Optional.empty() : Optional.of(labelled ? names.get(i % 2) : "41.5")));
        }
        return examples;
    }

    /** Sorted, as the simulation gives them. */
    static Map<String, Double> sorted(Map<String, Double> shares) {
        return new TreeMap<>(shares);
    }
}
