package dev.understudy.engine.report;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.EngineVersion;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.gate.GateCheck;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.SimulationReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody needs who wants to check the verdict.
 *
 * @param setup both models' properties side by side
 * @param importance what moves both models' scores; empty where neither says
 * @param checks all that the gate checked
 * @param facts window, exclusions, origins and the like
 * @param method how the intervals were reached
 * @param power which difference the window could show
 * @param command that simulates the same again
 * @param json the document; empty where it is too large for a page
 * @param jsonSize how large it is
 */
public record AuditPart(
        List<SetupRow> setup,
        Optional<ChartCard> importance,
        List<GateCheck> checks,
        List<Fact> facts,
        String method,
        String power,
        String command,
        String json,
        String jsonSize) {
    /** In bytes. The page must stay small enough to be mailed. */
    private static final int LARGEST_JSON = 600_000;

    static AuditPart of(JudgedSimulation simulation) {
        StoredSimulation stored = simulation.stored();
        SimulationReport report = simulation.report();
        String json = SimulationDocument.text(stored);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new AuditPart(
                SetupRow.of(report.live(), report.candidate()),
                ImportanceCard.of(simulation),
                simulation.verdict().checks(),
                facts(stored, Digest.of(bytes)),
                Method.of(simulation),
                Method.power(simulation),
                Reproduction.command(report),
                bytes.length <= LARGEST_JSON ? json : "",
                Figures.count(Math.max(1, bytes.length / 1000)) + " kB");
    }

    private static List<Fact> facts(StoredSimulation stored, Digest json) {
        SimulationReport report = stored.report();
        SimulationReport.Origins origins = report.origins();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Task", report.task() + ", " + report.kind().key()));
        facts.add(new Fact(
                "Window of event times",
                report.window().from() + " to " + report.window().to() + ", end excluded"));
        facts.add(new Fact("Outcomes as known at", report.knownAt().toString()));
        facts.add(new Fact("Simulation", stored.id() + ", recorded at " + stored.recordedAt()));
        facts.add(new Fact("Events in the window", Figures.count(report.events())));
        facts.add(new Fact(
                "Left out: outcome pending", Figures.count(report.outcomes().pending())));
        facts.add(new Fact("Left out: no score of the live model", Figures.count(origins.missing())));
        facts.add(new Fact(
                "Live scores",
                Figures.count(origins.served()) + " served, " + Figures.count(origins.backfilled()) + " backfilled, "
                        + Figures.count(origins.replayed()) + " replayed"));
        facts.add(new Fact("Parity", parity(report.parity())));
        facts.add(new Fact(
                "Looks",
                Counts.of(stored.looks().candidate(), "simulation", "simulations")
                        + " of this candidate against this live model, this one included; "
                        + Counts.of(stored.looks().candidatesOnWindow(), "candidate", "candidates")
                        + " on this window; test "
                        + Figures.count(stored.looks().test())
                        + ", so that the gate's intervals are at "
                        + Figures.confidence(stored.looks()
                                .spending()
                                .confidence(stored.policy().confidence()))));
        facts.add(new Fact(
                "Latency",
                report.latency()
                        .map(latency -> Figures.micros(latency.candidateMicros()) + " an event, "
                                + Figures.times(latency.ratio()) + " times the live model's "
                                + Figures.micros(latency.liveMicros()))
                        .orElse("not measured, as there is no live model to measure it against")));
        facts.add(new Fact(
                "Policy",
                "require " + stored.policy().requirement().key() + ", coverage of at least "
                        + Figures.percent(stored.minimumCoverage())));
        for (String line : ObservationLines.of(stored)) {
            int colon = line.indexOf(": ");
            facts.add(new Fact("Besides: " + line.substring(0, colon), line.substring(colon + 2)));
        }
        facts.add(new Fact("Time taken", time(report.timing())));
        facts.add(new Fact("Digest of simulation.json", json.text()));
        facts.add(new Fact("Page written by", "Understudy " + EngineVersion.current()));
        return facts;
    }

    private static String parity(SimulationReport.Parity parity) {
        return parity.waived()
                ? "waived, as the live model lives elsewhere"
                : Figures.count(parity.identical()) + " of " + Figures.count(parity.checked())
                        + " logged scores reproduced bit for bit";
    }

    private static String time(SimulationReport.Timing timing) {
        return String.format(
                Locale.ROOT,
                "%.2f s: copying the log %.2f s, reading %.2f s, scoring %.2f s (%s), comparing %.2f s, statistics %.2f s; what "
                        + "several threads did is added up",
                timing.totalSeconds(),
                timing.buildSeconds(),
                timing.readSeconds(),
                timing.scoreSeconds(),
                timing.scorer(),
                timing.compareSeconds(),
                timing.statisticsSeconds());
    }
}
