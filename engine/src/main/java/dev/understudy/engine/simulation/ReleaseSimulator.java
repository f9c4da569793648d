package dev.understudy.engine.simulation;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.Manifest;
import dev.understudy.engine.segment.SegmentStore;
import dev.understudy.engine.traffic.TrafficQuery;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Replays a window of logged traffic through a candidate and compares it with what the live model said. */
public final class ReleaseSimulator {
    /** Training says it among its metrics where it has tuned it; elsewhere the task file does. */
    private static final String TUNED = "threshold";

    private static final double NANOS = 1e9;

    private final SegmentStore segments;

    public ReleaseSimulator(SegmentStore segments) {
        this.segments = segments;
    }

    /**
     * Simulates the release.
     *
     * @throws UnderstudyException WINDOW_OVERLAP if the window begins before the as-of of a model that is replayed;
     *     MODELS_DIFFER if the two predict different things; NOT_ENOUGH_DATA if the window holds no event; CANCELLED
     */
    public SimulationReport simulate(SimulationRequest request, RunControl control) {
        long start = System.nanoTime();
        refuseOverlap(
                request, request.candidate().version(), request.candidate().model());
        if (request.live() instanceof LiveModel.Replayed(SimulatedModel model)) {
            refuseOverlap(request, model.version(), model.model());
        }
        Optional<CompiledModel> live = live(request);
        refuseOtherPredictions(request, live);
        TrafficQuery query = new TrafficQuery(
                request.task().name(),
                request.window(),
                request.knownAt(),
                request.task().outcome().maturity(),
                liveVersion(request.live()),
                request.task().decision().outcomeGate().isClosed());
        long begun = System.nanoTime();
        try (SegmentStore.Mapped traffic = segments.map(query, control);
                Replay replay = new Replay(request, live, control, traffic.mostEvents())) {
            long built = System.nanoTime();
            traffic.forEach(control, replay::take);
            replay.finish();
            if (replay.comparison().events() == 0) {
                throw new UnderstudyException(
                        ErrorCode.NOT_ENOUGH_DATA,
                        "there is no event of " + request.task().name() + " in the window " + request.window()
                                + " that was known at " + request.knownAt());
            }
            long replayed = System.nanoTime();
            Findings findings = replay.findings(sink -> traffic.forEach(control, sink));
            long computed = System.nanoTime();
            Optional<LatencyReading> latency = request.live() instanceof LiveModel.Version
                    ? replay.latency() // with nothing else running
                    : Optional.empty();
            long end = System.nanoTime();
            return report(
                    request,
                    replay,
                    findings,
                    latency,
                    new SimulationReport.Timing(
                            request.candidate().model().scorer().method(),
                            (built - begun) / NANOS,
                            replay.readNanos() / NANOS,
                            replay.scoreNanos() / NANOS,
                            replay.compareNanos() / NANOS,
                            (computed - replayed) / NANOS,
                            (end - start) / NANOS));
        }
    }

    private static SimulationReport report(
            SimulationRequest request,
            Replay replay,
            Findings findings,
            Optional<LatencyReading> latency,
            SimulationReport.Timing timing) {
        Comparison comparison = replay.comparison();
        return new SimulationReport(
                request.task().name(),
                request.task().kind(),
                side(request.candidate()),
                switch (request.live()) {
                    case LiveModel.Version(SimulatedModel model) -> Optional.of(side(model));
                    case LiveModel.Replayed(SimulatedModel model) -> Optional.of(side(model));
                    case LiveModel.External(VersionName version) ->
                        Optional.of(SimulationReport.ModelSide.elsewhere(version));
                    case LiveModel.None none -> Optional.empty();
                },
                request.window(),
                request.knownAt(),
                comparison.events(),
                comparison.origins(),
                comparison.outcomes(),
                comparison.parity(),
                latency,
                findings.metrics(),
                replay.labelShares(),
                findings.slices(),
                comparison.disagreements(),
                findings.dependence(),
                findings.charts(),
                findings.observations(),
                timing);
    }

    private static SimulationReport.ModelSide side(SimulatedModel model) {
        Manifest manifest = model.model().manifest();
        Map<String, String> parameters = new TreeMap<>(manifest.provenance().parameters());
        if (manifest.provenance().metrics().containsKey(TUNED)) {
            parameters.put(TUNED, Double.toString(manifest.threshold()));
        }
        return new SimulationReport.ModelSide(
                model.version(),
                Optional.of(model.digest()),
                Optional.of(manifest.provenance().asOf()),
                Optional.of(manifest.provenance().algorithm()),
                parameters,
                manifest.provenance().importance(),
                model.leaks());
    }

    private static Optional<CompiledModel> live(SimulationRequest request) {
        return switch (request.live()) {
            case LiveModel.Version(SimulatedModel model) -> Optional.of(model.model());
            case LiveModel.Replayed(SimulatedModel model) -> Optional.of(model.model());
            case LiveModel.External external -> Optional.empty();
            case LiveModel.None none ->
                Optional.of(CompiledModel.constantAt(request.candidate().model().manifest()));
        };
    }

    private static Optional<VersionName> liveVersion(LiveModel live) {
        return switch (live) {
            case LiveModel.Version(SimulatedModel model) -> Optional.of(model.version());
            case LiveModel.External(VersionName version) -> Optional.of(version);
            case LiveModel.Replayed replayed -> Optional.empty();
            case LiveModel.None none -> Optional.empty();
        };
    }

    /** A task file may have changed since one of them was trained. */
    private static void refuseOtherPredictions(SimulationRequest request, Optional<CompiledModel> live) {
        Manifest candidate = request.candidate().model().manifest();
        Manifest other = live.map(CompiledModel::manifest).orElse(candidate);
        boolean alike = candidate.task().equals(request.task().name())
                && candidate.task().equals(other.task())
                && candidate.kind() == request.task().kind()
                && candidate.kind() == other.kind()
                && (candidate.kind() != TaskKind.BINARY
                        || candidate
                                .outcomes()
                                .classes()
                                .get(1)
                                .equals(other.outcomes().classes().get(1)));
        if (!alike) {
            throw new UnderstudyException(
                    ErrorCode.MODELS_DIFFER,
                    "the models do not predict the same: the candidate " + predicted(candidate) + ", the live model "
                            + predicted(other) + ", and the task asks for a "
                            + request.task().kind().key()
                            + " prediction of " + request.task().name());
        }
    }

    private static String predicted(Manifest manifest) {
        return "gives a " + manifest.kind().key() + " prediction of " + manifest.task()
                + (manifest.kind() == TaskKind.BINARY
                        ? " (positive: " + manifest.outcomes().classes().get(1) + ")"
                        : "");
    }

    /** What a model was trained on says nothing about what it will do. */
    static void refuseOverlap(SimulationRequest request, VersionName version, CompiledModel model) {
        Instant asOf = model.manifest().provenance().asOf();
        if (request.window().from().isBefore(asOf)) {
            throw new UnderstudyException(
                    ErrorCode.WINDOW_OVERLAP,
                    "the window begins at " + request.window().from() + ", before the as-of of " + version + " ("
                            + asOf
                            + "), which may have been trained on its events; expected a window that begins at or "
                            + "after " + asOf);
        }
    }
}
