package dev.understudy.engine.fidelity;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.ModelRepository;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.simulation.LiveModel;
import dev.understudy.engine.simulation.ReleaseSimulator;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationRequest;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.TrafficCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Looks back at releases: the model that was live before is replayed on the traffic since, and the realised difference,
 * released (as logged) − before (replayed), is put beside the one that the simulation had predicted. Everything is derived
 * from the logs anew, so that outcomes that come late and corrections count.
 */
public final class Fidelity {
    /** Of the prediction intervals. */
    public static final double CONFIDENCE = 0.90;

    /** Fewer outcomes are too few, where the task does not say how many it wants. */
    private static final int LEAST_OUTCOMES = 100;

    /** What stands against a comparison and is no reason to stop telling the others. */
    private static final Set<ErrorCode> IN_THE_WAY = EnumSet.of(
            ErrorCode.WINDOW_OVERLAP,
            ErrorCode.MODELS_DIFFER,
            ErrorCode.NOT_ENOUGH_DATA,
            ErrorCode.UNKNOWN_VERSION,
            ErrorCode.ARTIFACT_MISSING,
            ErrorCode.ARTIFACT_INVALID,
            ErrorCode.PLUG_IN_MISSING);

    private final ReleaseSimulator simulator;
    private final TrafficCounts counts;
    private final SimulationRegistry simulations;
    private final ModelRepository models;
    private final ConfigRepository config;

    public Fidelity(
            ReleaseSimulator simulator,
            TrafficCounts counts,
            SimulationRegistry simulations,
            ModelRepository models,
            ConfigRepository config) {
        this.simulator = simulator;
        this.counts = counts;
        this.simulations = simulations;
        this.models = models;
        this.config = config;
    }

    /**
     * The ledger of an environment.
     *
     * @param knownAt outcomes that became known or matured later are not seen
     * @throws UnderstudyException CANCELLED; what stands against looking back at one release is told in its entry
     */
    public FidelityLedger assess(TaskDefinition task, Environment environment, Instant knownAt, RunControl control) {
        List<Release> releases = config.history(task.name(), environment).releases();
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < releases.size(); i++) {
            control.checkCancelled();
            control.progress("looking back at releases", i, releases.size());
            Optional<Release> earlier = i + 1 < releases.size() ? Optional.of(releases.get(i + 1)) : Optional.empty();
            entries.add(entry(task, releases.get(i), earlier, knownAt, control));
        }
        return new FidelityLedger(task.name(), environment, knownAt, CONFIDENCE, entries);
    }

    private LedgerEntry entry(
            TaskDefinition task, Release release, Optional<Release> earlier, Instant knownAt, RunControl control) {
        Optional<StoredSimulation> followed =
                Optional.ofNullable(release.simulation()).flatMap(simulations::find);
        Optional<VersionName> before = earlier.map(Release::version).or(() -> external(followed));
        if (before.isEmpty()) {
            return new LedgerEntry.NotCompared(release, "nothing was live before");
        }
        if (earlier.isPresent() && earlier.get().digest().equals(release.digest())) {
            return new LedgerEntry.NotCompared(release, "the same model was live before");
        }
        try {
            return compared(task, release, before.get(), predictionOf(release, earlier, followed), knownAt, control);
        } catch (UnderstudyException e) {
            if (!IN_THE_WAY.contains(e.code())) {
                throw e;
            }
            return new LedgerEntry.NotCompared(
                    release, Objects.requireNonNullElse(e.getMessage(), e.code().code()));
        }
    }

    /** The service that a first release replaced, if it was compared with its log. */
    private static Optional<VersionName> external(Optional<StoredSimulation> followed) {
        return followed.flatMap(kept -> kept.report().live())
                .map(SimulationReport.ModelSide::version)
                .filter(VersionName::isExternal);
    }

    /** A simulation predicts a release if it compared these very models. */
    private static Optional<StoredSimulation> predictionOf(
            Release release, Optional<Release> earlier, Optional<StoredSimulation> followed) {
        return followed.filter(kept -> kept.report().candidate().digest().equals(Optional.of(release.digest())))
                .filter(kept -> earlier.isEmpty()
                        || kept.report()
                                .live()
                                .flatMap(SimulationReport.ModelSide::digest)
                                .equals(Optional.of(earlier.get().digest())));
    }

    private LedgerEntry compared(
            TaskDefinition task,
            Release release,
            VersionName before,
            Optional<StoredSimulation> prediction,
            Instant knownAt,
            RunControl control) {
        int needed = task.gate().minimumOutcomes().orElse(LEAST_OUTCOMES);
        double coverage = task.simulation().minimumCoverage();
        // a prediction is not judged by the traffic that it was made from
        Instant from = prediction
                .map(kept -> kept.report().window().to())
                .filter(end -> end.isAfter(release.from()))
                .orElse(release.from());
        Instant end = release.to() == null || release.to().isAfter(knownAt) ? knownAt : release.to();
        if (!from.isBefore(end)) {
            return new LedgerEntry.TooEarly(release, before, 0, 0, needed, coverage);
        }
        TimeWindow whole = new TimeWindow(from, end);
        Optional<RealisedWindow> realised = RealisedWindow.longest(task, whole, knownAt, counts)
                .filter(part -> part.count().matured() >= needed);
        if (realised.isEmpty()) {
            RealisedWindow all = RealisedWindow.counted(task, whole, knownAt, counts);
            return new LedgerEntry.TooEarly(
                    release, before, all.count().events(), all.count().matured(), needed, coverage);
        }
        SimulationReport report = replay(task, release, before, realised.get().window(), knownAt, control);
        return new LookBack(simulator, models).assessed(task, release, before, prediction, report, control);
    }

    /** What the two models say of the same traffic; which of them is replayed depends on which of them can be. */
    private SimulationReport replay(
            TaskDefinition task,
            Release release,
            VersionName before,
            TimeWindow window,
            Instant knownAt,
            RunControl control) {
        SimulationRequest request = before.isExternal()
                ? new SimulationRequest(
                        task,
                        models.load(task.name(), release.version()),
                        new LiveModel.External(
                                models.external(task.name(), before).version()),
                        window,
                        knownAt)
                : new SimulationRequest(
                        task,
                        models.load(task.name(), before),
                        new LiveModel.Version(models.load(task.name(), release.version())),
                        window,
                        knownAt);
        return simulator.simulate(request, control);
    }
}
