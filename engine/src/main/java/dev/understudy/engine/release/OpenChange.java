package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.util.Optional;

/**
 * A pull request of ours that waits for people. Nothing of it is live.
 *
 * @param kind which way it goes
 * @param task whose model
 * @param environment where
 * @param version what would be live
 * @param digest of it, as the branch has it; empty where the branch is gone or has something else by now
 * @param release the counter that it would have
 * @param branch the branch
 * @param url where people see it
 * @param readiness what the forge says of its merging
 */
public record OpenChange(
        ChangeKind kind,
        TaskName task,
        Environment environment,
        VersionName version,
        Optional<Digest> digest,
        long release,
        String branch,
        String url,
        MergeReadiness readiness) {
    /** Whether what was merged since has taken its place, so that it cannot be merged as it is. */
    public boolean isOvertakenBy(ReleaseHistory history) {
        return release < history.nextRelease();
    }
}
