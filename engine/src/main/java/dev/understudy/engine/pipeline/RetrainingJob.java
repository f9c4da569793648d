package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.RetrainingRegistry;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.registry.ScheduledRetraining;
import dev.understudy.engine.registry.ScheduledRetraining.Released;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The scheduled retraining of a task at a moment I: trains a candidate as of I − {@code simulation.window}, simulates its
 * release on [I − window, I) as known at I against what is live, and releases it to staging if that was asked for and the
 * gate approves. What was tested is what is released; nothing is refitted.
 *
 * <p>It runs once for a moment and a specification, whoever asks and however often: one at a time of a task, each step
 * recorded when it is done. Who asks again is told what came of it; who asks after a kill has the rest of it done.
 */
public final class RetrainingJob {
    private static final double NANOS = 1e9;

    private final RetrainingRegistry retrainings;
    private final Retraining retraining;
    private final ModelRepository models;
    private final SimulationRegistry simulations;
    private final ModelRelease release;
    private final ConfigRepository config;
    private final RunRecorder runs;

    public RetrainingJob(
            RetrainingRegistry retrainings,
            Retraining retraining,
            ModelRepository models,
            SimulationRegistry simulations,
            ModelRelease release,
            ConfigRepository config,
            RunRegistry runs) {
        this.retrainings = retrainings;
        this.retraining = retraining;
        this.models = models;
        this.simulations = simulations;
        this.release = release;
        this.config = config;
        this.runs = new RunRecorder(runs);
    }

    /**
     * What came of it.
     *
     * @param version the candidate
     * @param simulation its simulation, with the verdict
     * @param released the release, if one was asked for and made, in this run or an earlier one
     * @param refused why an approved candidate could not be released all the same; empty otherwise
     * @param repeated whether all of it had been done before
     * @param otherSpecifications how many other retrainings there are at the same moment, for which the task file said
     *     something else
     * @param seconds how long this run took
     */
    public record Retrained(
            ModelVersion version,
            StoredSimulation simulation,
            Optional<Released> released,
            Optional<PublishOutcome.Refused> refused,
            boolean repeated,
            int otherSpecifications,
            double seconds) {}

    /**
     * Runs it, or what is left of it.
     *
     * @param asOf the moment that it is for; the same moment is the same retraining
     * @param environment where to release an approved candidate, if it is to be released: staging
     * @throws UnderstudyException USAGE for another environment than staging; as training, simulation and release do.
     *     What was done until then is kept, and taken up by the next run of the same moment
     */
    public Retrained run(TaskDefinition task, Instant asOf, Optional<Environment> environment, RunControl control) {
        if (environment.filter(wanted -> wanted != Environment.STAGING).isPresent()) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    "a scheduled retraining releases to staging, and not to "
                            + environment.orElseThrow().key()
                            + ": somebody decides what goes to production (release --environment production)");
        }
        ScheduledRetraining.Key key = new ScheduledRetraining.Key(task.name(), asOf, RetrainingSpecification.of(task));
        Map<String, String> request = new LinkedHashMap<>();
        request.put("asOf", asOf.toString());
        request.put("specification", key.specification().text());
        environment.ifPresent(wanted -> request.put("release", wanted.key()));
        return runs.record(
                "retrain",
                task.name(),
                request,
                () -> retrainings.oneAtATime(
                        task.name(), control, () -> complete(task, key, environment.isPresent(), control)),
                RetrainingJob::facts);
    }

    private Retrained complete(
            TaskDefinition task, ScheduledRetraining.Key key, boolean releasing, RunControl control) {
        long start = System.nanoTime();
        ScheduledRetraining found = retrainings.begin(key);
        ScheduledRetraining trained = found.version().isPresent() ? found : train(task, key, control);
        VersionName version = trained.version().orElseThrow();
        control.checkCancelled();
        // a run that ended between a simulation and its record left one that nobody has to make again
        boolean interrupted = found.state() == ScheduledRetraining.State.TRAINED;
        ScheduledRetraining simulated =
                trained.simulation().isPresent() ? trained : simulate(task, key, version, interrupted, control);
        StoredSimulation simulation = simulation(simulated.simulation().orElseThrow());
        Optional<PublishOutcome.Refused> refused = Optional.empty();
        ScheduledRetraining last = simulated;
        if (releasing && last.released().isEmpty() && simulation.verdict() instanceof GateVerdict.Approved) {
            control.checkCancelled();
            switch (release(task, version, simulation)) {
                case Outcome.Done(Released released) -> last = retrainings.released(key, released);
                case Outcome.Not(PublishOutcome.Refused why) -> refused = Optional.of(why);
            }
        }
        return new Retrained(
                models.version(task.name(), version),
                simulation,
                releasing ? last.released() : Optional.empty(),
                refused,
                found.state().compareTo(ScheduledRetraining.State.SIMULATED) >= 0 && last.state() == found.state(),
                retrainings.at(task.name(), key.asOf()).size() - 1,
                (System.nanoTime() - start) / NANOS);
    }

    private ScheduledRetraining train(TaskDefinition task, ScheduledRetraining.Key key, RunControl control) {
        TrainedModel trained =
                retraining.train(task, window(task, key.asOf()).from(), TrainingOverrides.none(), control);
        return retrainings.trained(key, trained.version().version());
    }

    private ScheduledRetraining simulate(
            TaskDefinition task,
            ScheduledRetraining.Key key,
            VersionName version,
            boolean interrupted,
            RunControl control) {
        TimeWindow window = window(task, key.asOf());
        Optional<StoredSimulation> left = interrupted ? left(task, version, window, key.asOf()) : Optional.empty();
        String simulation = left.orElseGet(() -> retraining.simulate(task, version, window, key.asOf(), control))
                .id();
        return retrainings.simulated(key, simulation);
    }

    /** The simulation of this very candidate, window and knowledge against what is live now, if somebody made one. */
    private Optional<StoredSimulation> left(
            TaskDefinition task, VersionName version, TimeWindow window, Instant knownAt) {
        Optional<VersionName> live = config.state(task.name()).live().compared().map(pointer -> pointer.version());
        return simulations.simulations(task.name()).stream()
                .filter(kept -> kept.report().candidate().version().equals(version)
                        && kept.report().live().map(side -> side.version()).equals(live)
                        && kept.report().window().equals(window)
                        && kept.report().knownAt().equals(knownAt)
                        && kept.policy().metrics().equals(task.gate().metrics())
                        && kept.policy().confidence() == task.gate().confidence())
                .findFirst();
    }

    private static TimeWindow window(TaskDefinition task, Instant asOf) {
        return new TimeWindow(asOf.minus(task.simulation().window()), asOf);
    }

    private StoredSimulation simulation(String id) {
        return simulations
                .find(id)
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.UNKNOWN_ID, "the retraining's simulation " + id + " is not in the registry"));
    }

    /** What the release came to. */
    private sealed interface Outcome {
        record Done(Released released) implements Outcome {}

        record Not(PublishOutcome.Refused refused) implements Outcome {}
    }

    private Outcome release(TaskDefinition task, VersionName version, StoredSimulation simulation) {
        // what a killed run merged counts, even if somebody has taken it back since
        Optional<Release> merged = config.history(task.name(), Environment.STAGING).releases().stream()
                .filter(one -> one.version().equals(version) && simulation.id().equals(one.simulation()))
                .findFirst();
        if (merged.isPresent()) {
            return new Outcome.Done(released(merged.get()));
        }
        PublishOutcome outcome = release.release(new ModelRelease.Request(
                task.name(), version, Environment.STAGING, Optional.of(simulation.id()), Optional.empty()));
        String staging = Environment.STAGING.key();
        return switch (outcome) {
            case PublishOutcome.Merged done ->
                new Outcome.Done(new Released(
                        staging,
                        done.pointer().release(),
                        done.commit(),
                        Optional.of(done.branch()),
                        Optional.empty()));
            case PublishOutcome.PullRequestOpened opened ->
                new Outcome.Done(new Released(
                        staging,
                        opened.pointer().release(),
                        opened.commit(),
                        Optional.of(opened.branch()),
                        Optional.of(opened.url())));
            case PublishOutcome.AlreadyLive already -> new Outcome.Done(released(already.release()));
            case PublishOutcome.Refused why -> new Outcome.Not(why);
        };
    }

    private static Released released(Release release) {
        return new Released(
                Environment.STAGING.key(),
                release.release(),
                release.commit(),
                Optional.ofNullable(release.branch()),
                Optional.empty());
    }

    private static Map<String, String> facts(Retrained done) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", done.version().version().text());
        facts.put("simulation", done.simulation().id());
        facts.put("decision", done.simulation().verdict().key());
        facts.put("repeated", Boolean.toString(done.repeated()));
        done.released().ifPresent(released -> facts.put("commit", released.commit()));
        done.refused().ifPresent(refused -> facts.put("refused", refused.reason()));
        return facts;
    }
}
