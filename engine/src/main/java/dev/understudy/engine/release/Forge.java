package dev.understudy.engine.release;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.util.List;
import java.util.Optional;

/** Brings a proposed change to the main branch: the place where pull requests are, or what stands in for it. */
public interface Forge {
    /**
     * Opens a pull request for the change, or finds the one that is open for its branch; where there are none, merges.
     *
     * @return what came of it; empty if the main branch moved on, so that the change must be decided anew
     */
    Optional<PublishOutcome> publish(ProposedChange proposed);

    /** What people decided about this very change before; asked before its branch is written. */
    default Optional<PublishOutcome.Refused> objection(PointerChange change, IfClosed ifClosed) {
        return Optional.empty();
    }

    /**
     * The pull requests of ours that are open, of all tasks, the newest first; none where changes are merged at once.
     *
     * @throws UnderstudyException FORGE_UNAVAILABLE or FORGE_REFUSED
     */
    default List<OpenChange> open() {
        return List.of();
    }

    /** Those of a task in an environment. */
    default List<OpenChange> open(TaskName task, Environment environment) {
        return open().stream()
                .filter(change -> change.task().equals(task) && change.environment() == environment)
                .toList();
    }

    /** For a repository without a forge: merges at once, with a commit that says what a pull request would. */
    static Forge mergingAtOnce(ConfigRepository repository) {
        return proposed -> repository
                .merge(proposed)
                .<PublishOutcome>map(
                        commit -> new PublishOutcome.Merged(proposed.change().pointer(), proposed.branch(), commit));
    }

    /**
     * By pull requests.
     *
     * @param address whose
     * @param token that may read and write them; in no message of this
     * @param patience how long to wait
     */
    static Forge at(ForgeAddress address, String token, ForgePatience patience, ConfigRepository repository) {
        return new PullRequestForge(
                () -> {
                    ForgeCalls calls = new ForgeCalls(address, token, patience);
                    return switch (address.kind()) {
                        case GITHUB -> GitHubApiPullRequests.open(address, token, calls);
                        case GITLAB -> GitLab4jPullRequests.open(address, token, patience, calls);
                    };
                },
                repository);
    }
}
