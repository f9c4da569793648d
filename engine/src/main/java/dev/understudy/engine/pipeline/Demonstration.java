package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.Run;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.task.TaskFile;
import dev.understudy.engine.traffic.ImportResult;
import dev.understudy.engine.training.TrainingOverrides;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * The whole loop on the sample world: traffic, a first model and its release, retraining, simulation, verdict, report,
 * publishing. Each step can be done again without harm, so that what was interrupted is taken up by the next run; what is
 * complete is only looked at.
 */
public final class Demonstration {
    private static final String KIND = "demo";
    private static final double NANOS = 1e9;

    private final TaskDefinition task;
    private final SamplePlan plan;
    private final Places places;
    private final Verbs verbs;
    private final InstantSource clock;

    /**
     * A demonstration.
     *
     * @param task the sample world's task, as the workspace has it
     */
    public Demonstration(TaskDefinition task, SamplePlan plan, Places places, Verbs verbs, InstantSource clock) {
        this.task = task;
        this.plan = plan;
        this.places = places;
        this.verbs = verbs;
        this.clock = clock;
    }

    /**
     * Where its files go.
     *
     * @param sample folder for the events
     * @param reports folder for the reports
     */
    public record Places(Path sample, Path reports) {}

    /** What it does its work with. */
    public record Verbs(
            TrafficIntake intake,
            ModelTraining training,
            LogBackfill backfill,
            ReleaseRehearsal rehearsal,
            ModelRelease release,
            ReportWriter reports,
            SimulationRegistry simulations,
            RunRegistry runs,
            ConfigRepository config) {}

    /** Writes the report of a simulation. */
    @FunctionalInterface
    public interface ReportWriter {
        /** Writes it into a directory, and gives its file. */
        Path write(StoredSimulation simulation, Path directory);
    }

    /**
     * Goes through the loop, or says what is there if it is complete. What is not approved is not published; that is no
     * error.
     *
     * @throws UnderstudyException CANCELLED: the same again goes on from there; WORKSPACE_INVALID if the workspace was
     *     changed before the demonstration was complete; and what the verbs throw
     */
    public Demonstrated run(RunControl control) {
        long start = System.nanoTime();
        if (isComplete()) {
            StoredSimulation newest = verbs.simulations().newest(task.name()).orElseThrow();
            return result(true, newest, Optional.of(reportFile(newest)).filter(Files::exists), start);
        }
        try {
            return new RunRecorder(verbs.runs())
                    .record(
                            KIND,
                            task.name(),
                            Map.of(
                                    "events",
                                    Long.toString(plan.events()),
                                    "window",
                                    plan.window().toString()),
                            () -> demonstrate(control, start),
                            done -> Map.of("simulation", done.simulation().id()));
        } catch (UnderstudyException e) {
            throw e.code() == ErrorCode.CANCELLED
                    ? new UnderstudyException(
                            e.code(), "cancelled; the same command again goes on with what is there", e)
                    : e;
        }
    }

    private boolean isComplete() {
        return verbs.runs().runs(Optional.of(task.name())).stream()
                .anyMatch(run -> run.kind().equals(KIND) && run.state() == Run.State.SUCCEEDED);
    }

    private Demonstrated demonstrate(RunControl control, long start) {
        takeIn(control);
        ModelVersion first = trained(plan.firstAsOf(), DemonstrationStep.TRAIN_FIRST.within(control));
        simulated(first, new LiveChoice.Nothing(), plan.firstWindow(), DemonstrationStep.REHEARSE_FIRST, control);
        DemonstrationStep.RELEASE_FIRST.within(control);
        releaseFirst(first);
        verbs.backfill().backfill(task, first.version(), plan.window(), DemonstrationStep.BACKFILL.within(control));
        ModelVersion second = trained(plan.asOf(), DemonstrationStep.RETRAIN.within(control));
        StoredSimulation simulation = simulated(
                second, new LiveChoice.Named(first.version()), plan.window(), DemonstrationStep.REHEARSE, control);
        DemonstrationStep.REPORT.within(control);
        Path report = verbs.reports().write(simulation, reportFolder(simulation));
        DemonstrationStep.PUBLISH.within(control);
        if (simulation.verdict() instanceof GateVerdict.Approved) {
            release(second, Environment.STAGING);
        }
        return result(false, simulation, Optional.of(report), start);
    }

    private void takeIn(RunControl control) {
        SampleFiles.Written files =
                SampleFiles.write(plan.files(places.sample()), DemonstrationStep.MAKE_EVENTS.within(control));
        if (!TaskFile.read(files.taskFile()).equals(task)) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "the task file of " + task.name()
                            + " was changed before the demonstration was complete; choose an empty or a new directory");
        }
        ImportResult imported =
                verbs.intake().events(task, files.eventsFile(), DemonstrationStep.IMPORT.within(control));
        if (imported.rejected() > 0) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "the workspace holds other events of " + task.name() + " than the sample world's ("
                            + imported.rejected() + " differ); choose an empty or a new directory");
        }
    }

    private ModelVersion trained(Instant asOf, RunControl control) {
        return verbs.training()
                .train(task, asOf, TrainingOverrides.none(), control)
                .version();
    }

    /** The simulation, unless an earlier run has it: looking twice at a window would be counted as two looks. */
    private StoredSimulation simulated(
            ModelVersion candidate, LiveChoice live, TimeWindow window, DemonstrationStep step, RunControl control) {
        RunControl within = step.within(control);
        Optional<StoredSimulation> before = verbs.simulations().simulations(task.name()).stream()
                .filter(kept -> isOf(kept.report(), candidate.digest(), live, window))
                .findFirst();
        return before.orElseGet(() -> verbs.rehearsal()
                .simulate(
                        task,
                        candidate.version(),
                        live,
                        window,
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        within));
    }

    private static boolean isOf(SimulationReport report, Digest candidate, LiveChoice live, TimeWindow window) {
        LiveChoice compared = report.live()
                .<LiveChoice>map(side -> new LiveChoice.Named(side.version()))
                .orElseGet(LiveChoice.Nothing::new);
        return report.candidate().digest().filter(candidate::equals).isPresent()
                && report.window().equals(window)
                && compared.equals(live);
    }

    /** Where something is live already, an earlier run or the user released it. */
    private void releaseFirst(ModelVersion first) {
        for (Environment environment : new Environment[] {Environment.STAGING, Environment.PRODUCTION}) {
            if (verbs.config().state(task.name()).history(environment).live().isEmpty()) {
                release(first, environment);
            }
        }
    }

    private void release(ModelVersion version, Environment environment) {
        PublishOutcome outcome = verbs.release()
                .release(new ModelRelease.Request(
                        task.name(), version.version(), environment, Optional.empty(), Optional.empty()));
        if (outcome instanceof PublishOutcome.Refused(ErrorCode rule, String reason)) {
            throw new UnderstudyException(
                    rule, version.version() + " was not released to " + environment.key() + ": " + reason);
        }
    }

    private Demonstrated result(boolean found, StoredSimulation simulation, Optional<Path> report, long start) {
        return new Demonstrated(
                found,
                plan,
                simulation,
                report,
                verbs.config().state(task.name()).live(),
                (System.nanoTime() - start) / NANOS);
    }

    private Path reportFolder(StoredSimulation simulation) {
        return places.reports().resolve(simulation.id());
    }

    private Path reportFile(StoredSimulation simulation) {
        return reportFolder(simulation).resolve("report.html");
    }
}
