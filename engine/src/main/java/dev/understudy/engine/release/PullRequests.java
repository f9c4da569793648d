package dev.understudy.engine.release;

import java.util.List;

/**
 * The pull requests of one project into its main branch, from branches of that same project: forks may name their
 * branches as they like, and theirs are not ours. One object serves one operation, whose deadline begins with it.
 *
 * <p>Every method throws {@link dev.understudy.engine.common.UnderstudyException} with FORGE_UNAVAILABLE where the forge
 * does not answer in time, and FORGE_REFUSED where it does not let us.
 */
interface PullRequests extends AutoCloseable {
    /** All that were ever opened from a branch, the newest first. */
    List<PullRequest> ofBranch(String branch);

    /** All that are open, the newest first. */
    List<PullRequest> open();

    /** Opens one; where another process was quicker, that is the one. */
    PullRequest create(String branch, RequestText text);

    /** Says something else in an open one. */
    void rewrite(PullRequest request, RequestText text);

    /** Closes an open one with a comment; one that is closed by now is left as it is. */
    void close(PullRequest request, String comment);

    /** What the forge says of its merging. */
    MergeReadiness readiness(PullRequest request);

    @Override
    void close();
}
