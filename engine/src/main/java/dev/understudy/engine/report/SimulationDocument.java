package dev.understudy.engine.report;

import dev.understudy.engine.gate.FurtherDays;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.model.FeatureImportance;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.OutcomeWeights;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.Power;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A simulation as the JSON document that programs rely on. Every field is always there; what is not known or not
 * computed is null, and a metric says in {@code undetermined} why.
 */
public final class SimulationDocument {
    /** Counted up when a field changes its meaning or goes; new fields may come without. */
    public static final int SCHEMA_VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The line separator is given, so that every system writes the same bytes. */
    private static final ObjectWriter WRITER = JSON.writer().with(printer());

    private SimulationDocument() {}

    private static PrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    }

    /** The document as UTF-8, indented, with a line feed at its end. The same simulation always gives the same bytes. */
    public static byte[] bytes(StoredSimulation simulation) {
        return text(simulation).getBytes(StandardCharsets.UTF_8);
    }

    static String text(StoredSimulation simulation) {
        return WRITER.writeValueAsString(of(simulation)) + "\n";
    }

    /** The document as a tree, for programs that put it into a larger one. The caller may change it. */
    public static ObjectNode of(StoredSimulation simulation) {
        SimulationReport report = simulation.report();
        GateVerdict verdict = simulation.verdict();
        JsonFields root = new JsonFields(JSON.createObjectNode());
        root.count("schemaVersion", SCHEMA_VERSION)
                .text("simulation", simulation.id())
                .text("task", report.task())
                .text("kind", report.kind().key())
                .text("candidate", report.candidate().version())
                .text("live", report.live().map(SimulationReport.ModelSide::version));
        root.object("window")
                .text("from", report.window().from())
                .text("to", report.window().to());
        root.text("knownAt", report.knownAt())
                .text("recordedAt", simulation.recordedAt())
                .count("events", report.events());
        writeEvidence(root, report);
        JudgedMetrics metrics = JudgedMetrics.of(report, verdict);
        ArrayNode lines = root.node().putArray("metrics");
        metrics.lines().forEach(line -> MetricFields.write(new JsonFields(lines.addObject()), line));
        writeFindings(root, report);
        writePower(root.object("power"), simulation, DetectableDifference.of(verdict.metrics()));
        ObservationsJson.write(root, simulation);
        root.object("looks")
                .count("candidate", simulation.looks().candidate())
                .count("candidatesOnWindow", simulation.looks().candidatesOnWindow())
                .count("test", simulation.looks().test())
                .number("confidence", verdict.confidence());
        PolicyJson.write(root.object("policy"), simulation.policy(), simulation.minimumCoverage());
        writeVerdict(root.object("verdict"), verdict, simulation.decision());
        writeModel(root.object("candidateModel"), report.candidate());
        report.live()
                .ifPresentOrElse(side -> writeModel(root.object("liveModel"), side), () -> root.nothing("liveModel"));
        writeTiming(root.object("timing"), report.timing());
        return root.node();
    }

    private static void writeEvidence(JsonFields root, SimulationReport report) {
        root.object("origins")
                .count("served", report.origins().served())
                .count("backfilled", report.origins().backfilled())
                .count("replayed", report.origins().replayed())
                .count("missing", report.origins().missing());
        root.object("outcomes")
                .count("known", report.outcomes().known())
                .count("pending", report.outcomes().pending())
                .count("hidden", report.outcomes().hidden())
                .number("coverage", report.outcomes().coverage());
        report.outcomes()
                .weights()
                .ifPresentOrElse(
                        weights -> writeWeights(root.object("weights"), weights), () -> root.nothing("weights"));
        root.object("parity")
                .count("checked", report.parity().checked())
                .count("identical", report.parity().identical())
                .flag("waived", report.parity().waived());
        report.latency()
                .ifPresentOrElse(
                        latency -> root.object("latency")
                                .number("liveMicros", latency.liveMicros())
                                .number("candidateMicros", latency.candidateMicros())
                                .number("ratio", latency.ratio())
                                .count("events", latency.events()),
                        () -> root.nothing("latency"));
    }

    private static void writeWeights(JsonFields fields, OutcomeWeights weights) {
        fields.text("method", weights.method().key())
                .number("effectiveSize", weights.effectiveSize())
                .number("largestWeight", weights.largestWeight())
                .count("explored", weights.explored())
                .number("exploredShare", weights.exploredShare());
    }

    private static void writeFindings(JsonFields root, SimulationReport report) {
        report.labelShares()
                .ifPresentOrElse(
                        shares -> root.object("labelShares")
                                .numbers("live", shares.live())
                                .numbers("candidate", shares.candidate()),
                        () -> root.nothing("labelShares"));
        ChartsJson.write(root, report.charts());
        ArrayNode slices = root.node().putArray("slices");
        for (SimulationReport.SliceReading slice : report.slices()) {
            JsonFields fields = new JsonFields(slices.addObject())
                    .text("slice", slice.slice())
                    .count("events", slice.events());
            ArrayNode metrics = fields.node().putArray("metrics");
            slice.metrics()
                    .forEach(reading ->
                            MetricFields.write(new JsonFields(metrics.addObject()), reading, Optional.empty()));
        }
        writeDisagreements(root.object("disagreements"), report.disagreements());
        root.object("dependence")
                .count("clusters", report.dependence().clusters())
                .count("blocks", report.dependence().blocks())
                .text("block", report.dependence().block())
                .number("degreesOfFreedom", report.dependence().degreesOfFreedom())
                .number("inflation", report.dependence().inflation());
    }

    private static void writeDisagreements(JsonFields fields, SimulationReport.Disagreements disagreements) {
        fields.count("count", disagreements.count())
                .count("better", disagreements.better())
                .count("worse", disagreements.worse());
        ArrayNode examples = fields.node().putArray("examples");
        for (SimulationReport.Example example : disagreements.examples()) {
            new JsonFields(examples.addObject())
                    .text("event", example.event())
                    .text("time", example.time())
                    .number("live", example.live())
                    .number("candidate", example.candidate())
                    .text("liveLabel", label(example.liveLabel()))
                    .text("candidateLabel", label(example.candidateLabel()))
                    .text("outcome", example.outcome());
        }
    }

    /** A regression has no labels. */
    private static Optional<String> label(String label) {
        return Optional.of(label).filter(text -> !text.isEmpty());
    }

    private static void writePower(JsonFields fields, StoredSimulation simulation, DetectableDifference detectable) {
        fields.text("metric", detectable.metric().map(Metric::key))
                .number("smallestDetectableDifference", detectable.difference())
                .number("probability", Power.USUAL)
                .number("confidence", detectable.confidence())
                .text("undetermined", detectable.undetermined());
        PowerJson.write(
                fields,
                PowerReading.of(
                        simulation.report().metrics(),
                        simulation.policy(),
                        simulation.looks().spending(),
                        1));
    }

    private static void writeVerdict(JsonFields fields, GateVerdict verdict, String whenRecorded) {
        fields.text("decision", verdict.key()).text("reason", verdict.reason());
        writeFurtherDays(fields, verdict.furtherDays());
        fields.text("decisionWhenRecorded", whenRecorded);
        ArrayNode checks = fields.node().putArray("checks");
        verdict.checks()
                .forEach(check -> new JsonFields(checks.addObject())
                        .text("check", check.check())
                        .flag("passed", check.passed())
                        .text("detail", check.detail()));
    }

    private static void writeFurtherDays(JsonFields fields, Optional<FurtherDays> further) {
        further.map(FurtherDays::number)
                .filter(OptionalLong::isPresent)
                .ifPresentOrElse(
                        days -> fields.count("furtherDays", days.getAsLong()), () -> fields.nothing("furtherDays"));
        further.ifPresentOrElse(
                found -> fields.flag("moreDaysHelp", found.number().isPresent()), () -> fields.nothing("moreDaysHelp"));
    }

    private static void writeModel(JsonFields fields, SimulationReport.ModelSide side) {
        fields.text("version", side.version())
                .text("digest", side.digest())
                .text("asOf", side.asOf())
                .text("algorithm", side.algorithm())
                .texts("parameters", side.parameters());
        side.importance()
                .ifPresentOrElse(
                        importance -> writeImportance(fields.object("importance"), importance),
                        () -> fields.nothing("importance"));
    }

    private static void writeImportance(JsonFields fields, FeatureImportance importance) {
        fields.text("unit", importance.unit().key()).count("events", importance.events());
        ArrayNode features = fields.node().putArray("features");
        for (FeatureImportance.Feature feature : importance.features()) {
            new JsonFields(features.addObject())
                    .text("feature", feature.feature())
                    .number("amount", feature.amount())
                    .number("share", importance.share(feature));
        }
    }

    private static void writeTiming(JsonFields fields, SimulationReport.Timing timing) {
        fields.text("scorer", timing.scorer())
                .number("buildSeconds", timing.buildSeconds())
                .number("readSeconds", timing.readSeconds())
                .number("scoreSeconds", timing.scoreSeconds())
                .number("compareSeconds", timing.compareSeconds())
                .number("statisticsSeconds", timing.statisticsSeconds())
                .number("totalSeconds", timing.totalSeconds());
    }
}
