package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.VersionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of time in which a model was live in an environment.
 *
 * @param pointer what was live
 * @param from when it went live: the committer's time of the main branch's commit, to the second
 * @param to when something else, or nothing, took its place; null: still live
 * @param commit the id of that commit of the main branch
 * @param approvedBy why it went live; null where the commit does not say, being somebody's by hand
 * @param simulation the id of the simulation that was followed or overruled; null where there was none
 * @param branch the branch that it was proposed on; null where the commit does not say
 */
public record Release(
        ModelPointer pointer,
        Instant from,
        @Nullable Instant to,
        String commit,
        @Nullable String approvedBy,
        @Nullable String simulation,
        @Nullable String branch) {

    /** The version that was live. */
    public VersionName version() {
        return pointer.version();
    }

    /** The digest that was live. */
    public Digest digest() {
        return pointer.digest();
    }

    /** The counter that it had. */
    public long release() {
        return pointer.release();
    }

    /** Whether it is live now. */
    public boolean isLive() {
        return to == null;
    }
}
