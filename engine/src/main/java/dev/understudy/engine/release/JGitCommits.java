package dev.understudy.engine.release;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Writes commits with the identity of the settings and the time of the injected clock, in UTC. */
final class JGitCommits {
    private final CommitIdentity identity;
    private final InstantSource clock;

    JGitCommits(CommitIdentity identity, InstantSource clock) {
        this.identity = identity;
        this.clock = clock;
    }

    /** Writes a commit; its first parent is the line that history follows. */
    ObjectId write(ObjectInserter inserter, ObjectId tree, String message, List<RevCommit> parents) throws IOException {
        Instant time = clock.instant();
        if (!parents.isEmpty()) {
            // history is read by these times, so that a clock that lags must not make it run backwards
            Instant parent = parents.getFirst().getCommitterIdent().getWhenAsInstant();
            time = parent.isAfter(time) ? parent : time;
        }
        PersonIdent person = new PersonIdent(identity.name(), identity.email(), time, ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(message);
        return inserter.insert(commit);
    }
}
