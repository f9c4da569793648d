package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was live when, for one task in one environment, as the main branch tells it.
 *
 * @param task the task
 * @param environment the environment
 * @param releases in the order of the main branch, newest first; times may run backwards where clocks did
 */
public record ReleaseHistory(TaskName task, Environment environment, List<Release> releases) {
    public ReleaseHistory {
        releases = List.copyOf(releases);
    }

    /** What is live now. */
    public Optional<Release> live() {
        return releases.stream().limit(1).filter(Release::isLive).findFirst();
    }

    /** What was live at an instant. */
    public Optional<Release> liveAt(Instant instant) {
        return releases.stream()
                .filter(release -> !release.from().isAfter(instant))
                .findFirst()
                .filter(release -> {
                    Instant to = release.to();
                    return to == null || instant.isBefore(to);
                });
    }

    /** The release that was proposed on this branch, if it was merged. */
    public Optional<Release> ofBranch(String branch) {
        return releases.stream()
                .filter(release -> branch.equals(release.branch()))
                .findFirst();
    }

    /** The counter of the next release or rollback: one more than there ever was, also before a rollback. */
    public long nextRelease() {
        return 1 + releases.stream().mapToLong(Release::release).max().orElse(0);
    }

    /**
     * Which release a rollback goes back to.
     *
     * @param version a version that was live before; null: the one with another digest that was live last
     * @throws UnderstudyException with {@link ErrorCode#LIVE_UNKNOWN} if nothing is live, and
     *     {@link ErrorCode#UNKNOWN_VERSION} if there is no such release
     */
    public RollbackPlan rollbackTo(@Nullable VersionName version) {
        Release present = live().orElseThrow(() -> new UnderstudyException(
                ErrorCode.LIVE_UNKNOWN,
                "nothing of " + task + " is live in " + environment + ", so there is nothing to roll back"));
        Release target = releases.stream()
                .filter(release -> version == null
                        ? !release.digest().equals(present.digest())
                        : release.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.UNKNOWN_VERSION,
                        version == null
                                ? environment + " has had no version of " + task + " but " + present.version()
                                        + ", so there is none to go back to"
                                : version + " of " + task + " was never live in " + environment
                                        + "; a rollback goes to a version that was"));
        return new RollbackPlan(present, target);
    }
}
