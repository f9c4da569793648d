package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/** The branches of a repository elsewhere: read by fetching, once, and moved by pushing. */
final class JGitRemoteBranches implements JGitBranches {
    private static final int LONGEST_REASON = 200;

    private final Repository mirror;
    private final JGitWire wire;
    private final JGitCommits commits;
    private final List<String> needed;
    private @Nullable Map<String, ObjectId> there;

    /**
     * The branches as they will be seen.
     *
     * @param needed those that are fetched together
     */
    JGitRemoteBranches(Repository mirror, JGitWire wire, JGitCommits commits, List<String> needed) {
        this.mirror = mirror;
        this.wire = wire;
        this.commits = commits;
        this.needed = needed;
    }

    /** Brings the copy up to date; an empty repository is laid out. */
    Map<String, ObjectId> fetch() throws IOException {
        JGitWire.Fetched fetched = wire.fetch(mirror, needed);
        if (fetched.empty()) {
            // where another process is quicker, its layout is as good, and is fetched
            wire.push(
                    mirror, RepositoryLayout.MAIN, ObjectId.zeroId(), JGitFreshRepository.firstCommit(mirror, commits));
            fetched = wire.fetch(mirror, needed);
        }
        there = fetched.branches();
        return fetched.branches();
    }

    @Override
    public ObjectId read(String branch) throws IOException {
        Map<String, ObjectId> seen = there == null ? fetch() : there;
        return seen.getOrDefault(branch, ObjectId.zeroId());
    }

    @Override
    public boolean move(String branch, ObjectId from, ObjectId to) throws IOException {
        RemoteRefUpdate pushed = wire.push(mirror, branch, from, to);
        return switch (pushed.getStatus()) {
            case OK, UP_TO_DATE, NON_EXISTING -> {
                if (branch.equals(RepositoryLayout.MAIN)) {
                    JGitMirror.remember(mirror, JGitMirror.lastSeen(mirror), to);
                }
                yield true;
            }
            case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> false;
            case REJECTED_NODELETE -> false; // it stays, which harms nobody
            case REJECTED_OTHER_REASON, AWAITING_REPORT, NOT_ATTEMPTED -> isThere(branch, from, to, pushed);
        };
    }

    /** Servers word their refusals as they like, so that the branch itself is asked what has become of it. */
    private boolean isThere(String branch, ObjectId from, ObjectId to, RemoteRefUpdate pushed) throws IOException {
        ObjectId now = wire.fetch(mirror, List.of(branch)).branches().getOrDefault(branch, ObjectId.zeroId());
        if (now.equals(to)) {
            return true; // the answer to a first try was lost
        }
        String reason = PlainText.line(pushed.getMessage() == null ? "" : pushed.getMessage(), LONGEST_REASON);
        if (!now.equals(from) || isLocked(reason)) {
            return false;
        }
        throw new UnderstudyException(
                ErrorCode.REPOSITORY_REFUSED,
                "the config repository " + wire.address() + " did not let the branch " + branch + " be changed"
                        + (reason.isEmpty() ? "" : ": " + reason)
                        + "; look at its rules for that branch, and at what the user of release.user and release.token"
                        + " (or release.sshKeyFile) may do");
    }

    private static boolean isLocked(String reason) {
        String text = reason.toLowerCase(Locale.ROOT);
        return text.contains("lock") || text.contains("failed to update ref");
    }
}
