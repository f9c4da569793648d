package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.simulation.LiveModel;
import dev.understudy.engine.simulation.ReleaseSimulator;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationRequest;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Simulates a release, judges it and keeps both. */
public final class ReleaseRehearsal {
    private final ReleaseSimulator simulator;
    private final SimulationRegistry simulations;
    private final ModelRepository models;
    private final ComparedModels compared;
    private final RunRecorder runs;

    public ReleaseRehearsal(
            ReleaseSimulator simulator,
            SimulationRegistry simulations,
            ModelRepository models,
            ConfigRepository config,
            RunRegistry runs) {
        this.simulator = simulator;
        this.simulations = simulations;
        this.models = models;
        this.compared = new ComparedModels(models, config);
        this.runs = new RunRecorder(runs);
    }

    /**
     * Simulates the release of a candidate.
     *
     * @param window event times to replay
     * @param knownAt outcomes that became known or matured later are not seen
     * @throws UnderstudyException as {@link ReleaseSimulator#simulate} does, and LIVE_UNKNOWN if nothing is live; nothing
     *     is kept then
     */
    public StoredSimulation simulate(
            TaskDefinition task,
            VersionName candidate,
            LiveChoice choice,
            TimeWindow window,
            Instant knownAt,
            RunControl control) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("candidate", candidate.text());
        request.put("live", text(choice));
        request.put("window", window.toString());
        request.put("knownAt", knownAt.toString());
        return runs.record(
                "simulate",
                task.name(),
                request,
                () -> run(task, candidate, choice, window, knownAt, control),
                ReleaseRehearsal::facts);
    }

    /** Enough to tell it in one line without the report. */
    private static Map<String, String> facts(StoredSimulation kept) {
        SimulationReport report = kept.report();
        return Map.of(
                "simulation", kept.id(),
                "decision", kept.verdict().key(),
                "live", report.live().map(side -> side.version().text()).orElse("none"),
                "events", Long.toString(report.events()));
    }

    private StoredSimulation run(
            TaskDefinition task,
            VersionName candidate,
            LiveChoice choice,
            TimeWindow window,
            Instant knownAt,
            RunControl control) {
        LiveModel live = compared.of(task.name(), choice);
        SimulationReport report = simulator.simulate(
                new SimulationRequest(task, models.load(task.name(), candidate), live, window, knownAt), control);
        control.checkCancelled();
        GatePolicy policy =
                live instanceof LiveModel.None ? task.gate().requiring(GatePolicy.Requirement.SUPERIOR) : task.gate();
        return simulations.keep(report, policy, task.simulation().minimumCoverage());
    }

    /** As a user writes it. */
    private static String text(LiveChoice choice) {
        return switch (choice) {
            case LiveChoice.Named(VersionName version) -> version.text();
            case LiveChoice.Nothing nothing -> "none";
            case LiveChoice.AsReleased released -> "as released";
        };
    }
}
