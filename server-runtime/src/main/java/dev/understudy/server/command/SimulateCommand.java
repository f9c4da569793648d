package dev.understudy.server.command;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.pipeline.ForecastedPower;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.PowerJson;
import dev.understudy.engine.report.SimulationDocument;
import dev.understudy.engine.workspace.Engine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates a release. */
@Command(
        name = "simulate",
        description = "Replay a window of logged traffic through a candidate, compare it with the live model, and judge"
                + " the release.")
final class SimulateCommand extends EngineCommand {
    @Option(names = "--task", paramLabel = "T", required = true, description = "the task")
    private String task = "";

    @Option(names = "--candidate", paramLabel = "V", required = true, description = "the version to release")
    private String candidate = "";

    @Option(
            names = "--live",
            paramLabel = "V|none",
            description = "the version to compare with; default: what is live in production, else in staging; none: a"
                    + " constant predictor, which the candidate must beat")
    private Optional<String> live = Optional.empty();

    @Mixin
    private WindowOptions window = new WindowOptions();

    @Option(
            names = "--known-at",
            paramLabel = "INSTANT",
            description = "judge by the outcomes that were known then; default: now")
    private Optional<Instant> knownAt = Optional.empty();

    @Option(
            names = "--rebuild-segments",
            description = "forget the task's columnar copies of the log and make those of the window again")
    private boolean rebuildSegments;

    @Option(names = "--require-approved", description = "end with exit code 10 if rejected and 11 if inconclusive")
    private boolean requireApproved;

    @Option(names = "--power", description = "say how small a difference the window could show, and simulate nothing")
    private boolean power;

    @Override
    int run(Engine engine) {
        if (rebuildSegments) {
            engine.segments().forget(task(engine, task).name());
        }
        Instant known = knownAt.orElseGet(() -> engine.clock().instant().truncatedTo(ChronoUnit.MICROS));
        LiveChoice choice = live.map(LiveChoice::of).orElseGet(LiveChoice.AsReleased::new);
        if (power) {
            ForecastedPower forecast = engine.powerForecast()
                    .forecast(
                            task(engine, task), new VersionName(candidate), choice, window.window(), known, progress());
            print(PowerJson.of(forecast), PowerText.of(forecast));
            return ExitCode.DONE;
        }
        StoredSimulation kept = engine.rehearsal()
                .simulate(task(engine, task), new VersionName(candidate), choice, window.window(), known, progress());
        print(SimulationDocument.of(kept), SimulationText.of(kept));
        if (!requireApproved) {
            return ExitCode.DONE;
        }
        return switch (kept.verdict()) {
            case GateVerdict.Approved approved -> ExitCode.DONE;
            case GateVerdict.Rejected rejected -> ExitCode.NOT_APPROVED;
            case GateVerdict.Inconclusive inconclusive -> ExitCode.INCONCLUSIVE;
        };
    }
}
