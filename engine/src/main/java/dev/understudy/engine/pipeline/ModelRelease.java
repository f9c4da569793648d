package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Approval;
import dev.understudy.engine.release.ChangePreview;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.IfClosed;
import dev.understudy.engine.release.LiveCondition;
import dev.understudy.engine.release.LiveModels;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.release.ReleaseProcess;
import dev.understudy.engine.release.ReleaseRequest;
import dev.understudy.engine.release.RollbackRequest;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes versions that the gate approved, and takes releases back. */
public final class ModelRelease {
    private final ReleaseProcess process;
    private final ConfigRepository config;
    private final ModelRepository models;
    private final SimulationRegistry simulations;
    private final Evidence evidence;
    private final RunRecorder runs;

    public ModelRelease(
            ReleaseProcess process,
            ConfigRepository config,
            ModelRepository models,
            SimulationRegistry simulations,
            Evidence evidence,
            RunRegistry runs) {
        this.process = process;
        this.config = config;
        this.models = models;
        this.simulations = simulations;
        this.evidence = evidence;
        this.runs = new RunRecorder(runs);
    }

    /**
     * What somebody wants released.
     *
     * @param task whose model
     * @param version which version
     * @param environment where
     * @param simulation the simulation that approves it; absent: the newest approved one against what is live now
     * @param overruling why it is to be released all the same, by whom; absent: only if approved
     */
    public record Request(
            TaskName task,
            VersionName version,
            Environment environment,
            Optional<String> simulation,
            Optional<Overruling> overruling) {}

    /**
     * A person's decision against the gate.
     *
     * @param person who
     * @param reason why
     */
    public record Overruling(String person, String reason) {}

    /**
     * Releases a version: its artifact is checked in full, its evidence is stored, and the config repository is changed.
     *
     * @throws UnderstudyException UNKNOWN_VERSION, UNKNOWN_ID, ARTIFACT_INVALID; what the process forbids is a value
     */
    public PublishOutcome release(Request request) {
        return release(request, IfClosed.REFUSE);
    }

    /** The same, for who knows what to do where people closed its pull request. */
    public PublishOutcome release(Request request, IfClosed ifClosed) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("version", request.version().text());
        asked.put("environment", request.environment().key());
        request.simulation().ifPresent(id -> asked.put("simulation", id));
        request.overruling().ifPresent(why -> asked.put("overruled", why.person() + ": " + why.reason()));
        return runs.record("release", request.task(), asked, () -> run(request, ifClosed), ModelRelease::facts);
    }

    private PublishOutcome run(Request request, IfClosed ifClosed) {
        return switch (prepare(request)) {
            case Prepared.Objected(String reason) -> new PublishOutcome.Refused(ErrorCode.NOT_APPROVED, reason);
            case Prepared.Ready(ReleaseRequest ready, Optional<StoredSimulation> simulation) -> {
                simulation.ifPresent(kept -> evidence.store(request.task(), request.version(), kept));
                yield process.release(ready, ifClosed);
            }
        };
    }

    /**
     * What {@link #release} would change, and what stands against it. Nothing is changed or kept.
     *
     * @throws UnderstudyException UNKNOWN_VERSION, UNKNOWN_ID, ARTIFACT_INVALID
     */
    public ChangePreview preview(Request request) {
        return switch (prepare(request)) {
            case Prepared.Objected(String reason) -> process.unchanged(request.task(), request.environment(), reason);
            case Prepared.Ready(ReleaseRequest ready, Optional<StoredSimulation> simulation) -> process.preview(ready);
        };
    }

    /** A release that the process may be asked for, or why it may not. */
    private sealed interface Prepared {
        record Objected(String reason) implements Prepared {}

        record Ready(ReleaseRequest request, Optional<StoredSimulation> simulation) implements Prepared {}
    }

    private Prepared prepare(Request request) {
        ModelVersion version = models.version(request.task(), request.version());
        Digest digest = models.artifact(version).digest();
        LiveModels live = config.state(request.task()).live();
        Optional<StoredSimulation> simulation = simulation(request, digest, live);
        Optional<String> objection = request.overruling().isPresent()
                ? simulation.flatMap(kept -> ApprovalRule.ofOtherBytes(request, kept, digest))
                : ApprovalRule.objection(request, simulation, digest, live);
        if (objection.isPresent()) {
            return new Prepared.Objected(objection.get());
        }
        return new Prepared.Ready(
                new ReleaseRequest(
                        request.task(),
                        request.environment(),
                        request.version(),
                        digest,
                        models.uri(request.task(), request.version()),
                        approval(request, simulation),
                        condition(request, simulation, digest),
                        ReleaseText.of(
                                request, simulation, kept -> evidence.report(request.task(), request.version(), kept))),
                simulation);
    }

    private Optional<StoredSimulation> simulation(Request request, Digest digest, LiveModels live) {
        if (request.simulation().isPresent()) {
            String id = request.simulation().get();
            return Optional.of(simulations
                    .find(id)
                    .orElseThrow(() -> new UnderstudyException(ErrorCode.UNKNOWN_ID, "there is no simulation " + id)));
        }
        return simulations.simulations(request.task()).stream()
                .filter(kept -> kept.report()
                        .candidate()
                        .digest()
                        .filter(digest::equals)
                        .isPresent())
                .filter(kept -> kept.verdict() instanceof GateVerdict.Approved
                        && kept.decision().equals(kept.verdict().key()))
                .filter(kept -> ApprovalRule.isAgainstLive(kept.report(), digest, live))
                .findFirst();
    }

    private static Approval approval(Request request, Optional<StoredSimulation> simulation) {
        @Nullable String id = simulation.map(StoredSimulation::id).orElse(null);
        if (request.overruling().isPresent()) {
            Overruling why = request.overruling().get();
            return new Approval.ByOverruling(why.person(), why.reason(), id);
        }
        return new Approval.BySimulation(simulation.orElseThrow().id());
    }

    /** Asked again on the very state that is merged into: somebody may have released something meanwhile. */
    private static LiveCondition condition(Request request, Optional<StoredSimulation> simulation, Digest digest) {
        if (request.overruling().isPresent()) {
            return LiveCondition.NONE;
        }
        SimulationReport report = simulation.orElseThrow().report();
        return live -> ApprovalRule.isAgainstLive(report, digest, live)
                ? Optional.empty()
                : Optional.of(ApprovalRule.liveHasChanged(report, digest, live));
    }

    /**
     * Takes an earlier release back into service.
     *
     * @param to the version to go back to; absent: the one before
     * @param person who wants it
     * @param reason why; may be empty
     */
    public PublishOutcome rollback(
            TaskName task, Environment environment, Optional<VersionName> to, String person, String reason) {
        return rollback(task, environment, to, person, reason, IfClosed.REFUSE);
    }

    /** The same, for who knows what to do where people closed its pull request. */
    public PublishOutcome rollback(
            TaskName task,
            Environment environment,
            Optional<VersionName> to,
            String person,
            String reason,
            IfClosed ifClosed) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("environment", environment.key());
        to.ifPresent(version -> asked.put("to", version.text()));
        return runs.record(
                "rollback",
                task,
                asked,
                () -> process.rollback(rollbackRequest(task, environment, to, person, reason), ifClosed),
                ModelRelease::facts);
    }

    /** What {@link #rollback} would change. Nothing is changed. */
    public ChangePreview previewRollback(
            TaskName task, Environment environment, Optional<VersionName> to, String person, String reason) {
        return process.preview(rollbackRequest(task, environment, to, person, reason));
    }

    private static RollbackRequest rollbackRequest(
            TaskName task, Environment environment, Optional<VersionName> to, String person, String reason) {
        return new RollbackRequest(
                task,
                environment,
                to.orElse(null),
                new Approval.ByRollback(person, reason),
                plan -> ReleaseText.ofRollback(task, environment, plan, reason));
    }

    private static Map<String, String> facts(PublishOutcome outcome) {
        return switch (outcome) {
            case PublishOutcome.Merged merged ->
                Map.of(
                        "version", merged.pointer().version().text(),
                        "commit", merged.commit(),
                        "branch", merged.branch());
            case PublishOutcome.PullRequestOpened opened ->
                Map.of(
                        "version", opened.pointer().version().text(),
                        "commit", opened.commit(),
                        "branch", opened.branch(),
                        "pullRequest", opened.url());
            case PublishOutcome.AlreadyLive already ->
                Map.of("commit", already.release().commit(), "alreadyLive", "true");
            case PublishOutcome.Refused refused -> Map.of("refused", refused.reason());
        };
    }

    /** What is live besides the version itself, which may have reached staging already. */
    static Optional<ModelPointer> liveBesides(Digest digest, LiveModels live) {
        return live.production()
                .or(live::staging)
                .filter(pointer -> !pointer.digest().equals(digest));
    }
}
