package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of one file along the first parents of the main branch: what those commits made of the file is what
 * was live, whatever happened on the branches that they merged.
 */
final class JGitReleaseWalk implements AutoCloseable {
    /** So often at most a branch is brought up to date before it is merged. */
    private static final int MOST_UPDATES = 50;

    private final TaskName task;
    private final Environment environment;
    private final String path;
    private final RevWalk walk;
    private final JGitPath file;
    private final List<Release> releases = new ArrayList<>();
    private @Nullable Instant followedAt;

    JGitReleaseWalk(Repository repository, TaskName task, Environment environment) {
        this.task = task;
        this.environment = environment;
        this.path = PointerFile.path(task, environment);
        this.walk = new RevWalk(repository);
        this.file = new JGitPath(walk.getObjectReader(), path);
    }

    /** The history up to a commit of the main branch. */
    ReleaseHistory read(ObjectId head) throws IOException {
        RevCommit commit = walk.parseCommit(head);
        ObjectId blob = file.find(commit.getTree());
        boolean present = true;
        while (true) {
            RevCommit parent = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
            ObjectId before = parent == null ? ObjectId.zeroId() : file.find(parent.getTree());
            if (!blob.equals(before)) {
                add(commit, blob, present);
                present = false;
            }
            commit.disposeBody();
            if (parent == null) {
                return new ReleaseHistory(task, environment, releases);
            }
            commit = parent;
            blob = before;
        }
    }

    private void add(RevCommit commit, ObjectId blob, boolean present) throws IOException {
        Instant from = commit.getCommitterIdent().getWhenAsInstant();
        if (blob.equals(ObjectId.zeroId())) {
            followedAt = from;
            return;
        }
        ModelPointer pointer;
        try {
            pointer = pointer(commit, blob);
        } catch (UnderstudyException e) {
            if (present) {
                throw e;
            }
            return; // pods refused it then and kept what they had, and so does history
        }
        Optional<ChangeTrailers> trailers = trailers(commit, pointer);
        Instant to = followedAt != null && followedAt.isBefore(from) ? from : followedAt;
        releases.add(new Release(
                pointer,
                from,
                to,
                commit.name(),
                trailers.map(ChangeTrailers::approvedBy).orElse(null),
                trailers.map(ChangeTrailers::simulation).orElse(null),
                trailers.map(ChangeTrailers::branch).orElse(null)));
        followedAt = from;
    }

    private ModelPointer pointer(RevCommit commit, ObjectId blob) throws IOException {
        String content = JGitTrees.text(walk.getObjectReader(), blob).orElse("");
        try {
            return PointerFile.read(content);
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_INVALID,
                    "commit " + commit.name() + " of the config repository has a broken " + path + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * A forge's merge commit has a message of its own; ours is on the branch that it merged, beneath what people merged
     * into that to bring it up to date.
     */
    private Optional<ChangeTrailers> trailers(RevCommit commit, ModelPointer pointer) throws IOException {
        Optional<ChangeTrailers> own = read(commit, pointer);
        if (own.isPresent() || commit.getParentCount() != 2) {
            return own;
        }
        RevCommit branch = walk.parseCommit(commit.getParent(1));
        for (int i = 0; i < MOST_UPDATES; i++) {
            Optional<ChangeTrailers> proposed = read(branch, pointer);
            if (proposed.isPresent() || branch.getParentCount() == 0) {
                return proposed;
            }
            branch = walk.parseCommit(branch.getParent(0));
        }
        return Optional.empty();
    }

    private Optional<ChangeTrailers> read(RevCommit commit, ModelPointer pointer) throws IOException {
        walk.parseBody(commit);
        return ChangeTrailers.read(commit.getFullMessage()).filter(found -> found.describe(pointer));
    }

    @Override
    public void close() {
        walk.close();
    }
}
