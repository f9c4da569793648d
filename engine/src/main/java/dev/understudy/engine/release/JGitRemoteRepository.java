package dev.understudy.engine.release;

import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Repository;

/** A config repository elsewhere, worked on through its copy on this machine. */
final class JGitRemoteRepository implements JGitPlace {
    /** Another process may take the copy away while it is being used: so one more than an old and a new one. */
    private static final int TRIES = 3;

    private final JGitMirror mirror;
    private final JGitWire wire;
    private final JGitCommits commits;

    JGitRemoteRepository(JGitMirror mirror, JGitWire wire, JGitCommits commits) {
        this.mirror = mirror;
        this.wire = wire;
        this.commits = commits;
    }

    @Override
    public <T> T with(List<String> branches, Work<T> work) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return once(branches, work);
            } catch (UnderstudyException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // whatever a damaged copy makes of itself: with a new one the repository itself is to blame
                if (tries == TRIES) {
                    throw e;
                }
                mirror.discard();
            }
        }
    }

    private <T> T once(List<String> needed, Work<T> work) throws IOException {
        JGitMirror.Opened opened = mirror.open();
        try (Repository objects = opened.repository()) {
            JGitRemoteBranches branches = new JGitRemoteBranches(objects, wire, commits, needed);
            if (opened.fresh() && !needed.isEmpty()) {
                branches.fetch();
            }
            return work.on(objects, branches);
        }
    }
}
