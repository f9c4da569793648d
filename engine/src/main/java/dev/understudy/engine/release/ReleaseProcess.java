package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings releases and rollbacks into the config repository. Each is decided on a state, proposed and merged; where
 * another writer was quicker, it is decided again on the new state. Asking twice, or again after being killed half-way,
 * makes one change. Safe for use by many threads.
 */
public final class ReleaseProcess {
    private final ConfigRepository repository;
    private final Forge forge;
    private final StagingPods stagingPods;
    private final ConflictRetries retries;

    /** Where no pods are asked before production takes what staging has had. */
    public ReleaseProcess(ConfigRepository repository, Forge forge, ConflictRetries retries) {
        this(repository, forge, StagingPods.NONE, retries);
    }

    public ReleaseProcess(ConfigRepository repository, Forge forge, StagingPods stagingPods, ConflictRetries retries) {
        this.repository = repository;
        this.forge = forge;
        this.stagingPods = stagingPods;
        this.retries = retries;
    }

    /**
     * Brings a version live. The rules hold here, whoever asks and however it was approved: the approval's condition,
     * that production takes only what staging has had, and that staging's pods report it.
     *
     * @throws UnderstudyException with {@link ErrorCode#REPOSITORY_UNAVAILABLE} if other writers were quicker each time
     */
    public PublishOutcome release(ReleaseRequest request) {
        return release(request, IfClosed.REFUSE);
    }

    /** The same, for who knows what to do where people closed its pull request. */
    public PublishOutcome release(ReleaseRequest request, IfClosed ifClosed) {
        Supplier<StagedPods> pods = StagedPods.asked(stagingPods, request);
        return settle(request.task(), request.environment(), ifClosed, state -> decide(request, pods, state));
    }

    /** What {@link #release} would change now. Nothing is changed, and somebody else may be quicker. */
    public ChangePreview preview(ReleaseRequest request) {
        ConfigState state = repository.state(request.task());
        Supplier<StagedPods> pods = StagedPods.asked(stagingPods, request);
        return preview(request.task(), request.environment(), state, decide(request, pods, state));
    }

    /** The preview of a change that cannot be made, for a reason that lies before this process. */
    public ChangePreview unchanged(TaskName task, Environment environment, String reason) {
        return preview(task, environment, repository.state(task), refused(ErrorCode.NOT_APPROVED, reason));
    }

    private static ChangePreview preview(TaskName task, Environment environment, ConfigState state, Decision decision) {
        Optional<PointerChange> change =
                decision instanceof Decision.Change(PointerChange made) ? Optional.of(made) : Optional.empty();
        return new ChangePreview(
                PointerFile.path(task, environment),
                state.history(environment).live().map(Release::pointer).map(PointerFile::write),
                change.map(PointerChange::pointer).map(PointerFile::write),
                change.map(PointerChange::text),
                obstacle(environment, decision));
    }

    private static Optional<String> obstacle(Environment environment, Decision decision) {
        return switch (decision) {
            case Decision.Change change -> Optional.empty();
            case Decision.Failed(UnderstudyException failure) -> Optional.of(String.valueOf(failure.getMessage()));
            case Decision.Settled(PublishOutcome.AlreadyLive(Release live)) ->
                Optional.of(live.version() + " is live in " + environment.key() + " already");
            case Decision.Settled(PublishOutcome.Refused(ErrorCode rule, String reason)) -> Optional.of(reason);
            case Decision.Settled settled -> Optional.empty();
        };
    }

    private static Decision decide(ReleaseRequest request, Supplier<StagedPods> pods, ConfigState state) {
        ReleaseHistory history = state.history(request.environment());
        ModelPointer pointer = request.pointer(history.nextRelease());
        Optional<Release> live = history.live();
        if (live.isPresent() && live.get().pointer().isSameModel(pointer)) {
            return new Decision.Settled(new PublishOutcome.AlreadyLive(live.get()));
        }
        Optional<String> objection = request.condition().objection(state.live());
        if (objection.isPresent()) {
            return refused(ErrorCode.NOT_APPROVED, objection.get());
        }
        if (request.environment() == Environment.PRODUCTION
                && Promotion.check(state.staging(), request.digest())
                        instanceof Promotion.StagingMissing(String reason)) {
            return refused(ErrorCode.STAGING_REQUIRED, reason);
        }
        if (request.environment() == Environment.PRODUCTION
                && pods.get() instanceof StagedPods.Otherwise(String reason)) {
            return refused(ErrorCode.STAGING_REQUIRED, reason);
        }
        return new Decision.Change(new PointerChange(
                ChangeKind.RELEASE,
                request.task(),
                request.environment(),
                pointer,
                request.approval(),
                request.text(),
                state.commit()));
    }

    private static Decision refused(ErrorCode rule, String reason) {
        return new Decision.Settled(new PublishOutcome.Refused(rule, reason));
    }

    /**
     * Takes an earlier release back into service, as a new change with a raised counter.
     *
     * @throws UnderstudyException as {@link ReleaseHistory#rollbackTo} does, and with
     *     {@link ErrorCode#REPOSITORY_UNAVAILABLE} if somebody else made another model live meanwhile
     */
    public PublishOutcome rollback(RollbackRequest request) {
        return rollback(request, IfClosed.REFUSE);
    }

    /** The same, for who knows what to do where people closed its pull request. */
    public PublishOutcome rollback(RollbackRequest request, IfClosed ifClosed) {
        // where to is settled once: decided anew after somebody else's rollback, it would lead back to what
        // both of them wanted to get rid of
        RollbackPlan plan =
                repository.history(request.task(), request.environment()).rollbackTo(request.to());
        ChangeText text = request.text().apply(plan);
        return settle(request.task(), request.environment(), ifClosed, state -> decide(request, plan, text, state));
    }

    /**
     * What {@link #rollback} would change now.
     *
     * @throws UnderstudyException as {@link ReleaseHistory#rollbackTo} does
     */
    public ChangePreview preview(RollbackRequest request) {
        ConfigState state = repository.state(request.task());
        RollbackPlan plan = state.history(request.environment()).rollbackTo(request.to());
        return preview(
                request.task(),
                request.environment(),
                state,
                decide(request, plan, request.text().apply(plan), state));
    }

    private static Decision decide(RollbackRequest request, RollbackPlan plan, ChangeText text, ConfigState state) {
        ReleaseHistory history = state.history(request.environment());
        Release live = history.live().orElse(null);
        if (live != null && live.pointer().isSameModel(plan.target().pointer())) {
            return new Decision.Settled(new PublishOutcome.AlreadyLive(live));
        }
        if (live == null || !live.commit().equals(plan.present().commit())) {
            return new Decision.Failed(new UnderstudyException(
                    ErrorCode.REPOSITORY_UNAVAILABLE,
                    "while " + request.task() + " in " + request.environment() + " was being rolled back from "
                            + plan.present().version() + ", somebody else made "
                            + (live == null ? "nothing" : live.version()) + " live; look again"));
        }
        ModelPointer target = plan.target().pointer();
        return new Decision.Change(new PointerChange(
                ChangeKind.ROLLBACK,
                request.task(),
                request.environment(),
                new ModelPointer(target.uri(), target.version(), target.digest(), history.nextRelease()),
                request.approval(),
                text,
                state.commit()));
    }

    private PublishOutcome settle(
            TaskName task, Environment environment, IfClosed ifClosed, Function<ConfigState, Decision> rule) {
        ProposedChange overtaken = null;
        int failed = 0;
        do {
            ConfigState state = repository.state(task);
            Optional<Release> merged = overtaken == null
                    ? Optional.empty()
                    : state.history(environment).ofBranch(overtaken.branch());
            if (overtaken != null && merged.isPresent()) {
                // a twin that asked for the same thing merged the branch that both of them shared
                return new PublishOutcome.Merged(
                        merged.get().pointer(), overtaken.branch(), merged.get().commit());
            }
            Decision decision = rule.apply(state);
            withdrawUnlessReused(overtaken, decision);
            switch (decision) {
                case Decision.Settled(PublishOutcome outcome) -> {
                    return outcome;
                }
                case Decision.Failed(UnderstudyException failure) -> throw failure;
                case Decision.Change(PointerChange change) -> {
                    Optional<PublishOutcome.Refused> objection = forge.objection(change, ifClosed);
                    if (objection.isPresent()) {
                        return objection.get();
                    }
                    Optional<ProposedChange> proposed = repository.propose(change);
                    Optional<PublishOutcome> outcome = proposed.flatMap(forge::publish);
                    if (outcome.isPresent()) {
                        return outcome.get();
                    }
                    overtaken = proposed.orElse(overtaken);
                }
            }
            failed++;
        } while (retries.again(failed));
        throw new UnderstudyException(
                ErrorCode.REPOSITORY_UNAVAILABLE,
                "the main branch of the config repository was changed or locked by somebody else at each of " + failed
                        + " tries to change " + task + " in " + environment + "; try again");
    }

    private void withdrawUnlessReused(@Nullable ProposedChange overtaken, Decision decision) {
        boolean reused = overtaken != null
                && decision instanceof Decision.Change(PointerChange change)
                && change.branch().equals(overtaken.branch());
        if (overtaken != null && !reused) {
            repository.withdraw(overtaken);
        }
    }

    /** What one state of the repository calls for. */
    private sealed interface Decision {
        record Settled(PublishOutcome outcome) implements Decision {}

        record Failed(UnderstudyException failure) implements Decision {}

        record Change(PointerChange change) implements Decision {}
    }
}
