package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import java.util.List;

/** What asking for a release or rollback came to. */
public sealed interface PublishOutcome {
    /**
     * It is on the main branch.
     *
     * @param pointer what is live
     * @param branch the branch that it was proposed on
     * @param commit the id of the merge commit
     */
    record Merged(ModelPointer pointer, String branch, String commit) implements PublishOutcome {}

    /**
     * It waits for people.
     *
     * @param pointer what goes live with the merge
     * @param branch the branch that it is proposed on
     * @param commit the id of that branch's commit
     * @param url the pull request's address
     * @param overtaken the addresses of our earlier pull requests that were closed, as this one takes their place
     */
    record PullRequestOpened(ModelPointer pointer, String branch, String commit, String url, List<String> overtaken)
            implements PublishOutcome {
        public PullRequestOpened {
            overtaken = List.copyOf(overtaken);
        }
    }

    /**
     * There was nothing to do.
     *
     * @param release the release that made it live
     */
    record AlreadyLive(Release release) implements PublishOutcome {}

    /**
     * A rule of the release process forbids it, and nothing was changed.
     *
     * @param rule which rule: {@link ErrorCode#STAGING_REQUIRED}, {@link ErrorCode#NOT_APPROVED} or
     *     {@link ErrorCode#PULL_REQUEST_CLOSED}
     * @param reason in one sentence
     */
    record Refused(ErrorCode rule, String reason) implements PublishOutcome {}
}
