package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The config repository by JGit. It is opened anew for each call, so that what others wrote is always seen. */
final class JGitConfigRepository implements ConfigRepository {
    private final JGitBareRepository home;
    private final JGitCommits commits;

    JGitConfigRepository(Path directory, CommitIdentity identity, InstantSource clock) {
        JGitSystem.isolate();
        this.commits = new JGitCommits(identity, clock);
        this.home = new JGitBareRepository(directory, commits);
    }

    @Override
    public ConfigState state(TaskName task) {
        return call("read", repository -> {
            ObjectId head = head(repository);
            return new ConfigState(
                    head.name(),
                    history(repository, head, task, Environment.STAGING),
                    history(repository, head, task, Environment.PRODUCTION));
        });
    }

    @Override
    public ReleaseHistory history(TaskName task, Environment environment) {
        return call("read", repository -> history(repository, head(repository), task, environment));
    }

    @Override
    public Optional<ModelPointer> pointer(TaskName task, Environment environment) {
        return call("read", repository -> {
            String path = PointerFile.path(task, environment);
            try (RevWalk walk = new RevWalk(repository)) {
                RevCommit head = walk.parseCommit(head(repository));
                return JGitTrees.text(walk.getObjectReader(), head.getTree(), path)
                        .map(content -> pointer(content, path));
            }
        });
    }

    @Override
    public Optional<ProposedChange> propose(PointerChange change) {
        return call("propose a change to", repository -> {
            JGitBranches branches = branches(repository);
            ObjectId present = branches.read(change.branch());
            try (Writing writing = new Writing(repository)) {
                RevCommit base = writing.commit(ObjectId.fromString(change.base()));
                if (!present.equals(ObjectId.zeroId()) && writing.carries(present, change, base)) {
                    return Optional.of(new ProposedChange(change, present.name()));
                }
                ObjectId commit = writing.write(change, List.of(base));
                return branches.move(change.branch(), present, commit)
                        ? Optional.of(new ProposedChange(change, commit.name()))
                        : Optional.empty();
            }
        });
    }

    @Override
    public Optional<String> merge(ProposedChange proposed) {
        return call("merge a change into", repository -> {
            try (Writing writing = new Writing(repository)) {
                RevCommit base =
                        writing.commit(ObjectId.fromString(proposed.change().base()));
                RevCommit branch = writing.commit(ObjectId.fromString(proposed.commit()));
                ObjectId merge = writing.write(proposed.change(), List.of(base, branch));
                return branches(repository).move(RepositoryLayout.MAIN, base, merge)
                        ? Optional.of(merge.name())
                        : Optional.empty();
            }
        });
    }

    @Override
    public void withdraw(ProposedChange proposed) {
        call(
                "clean up",
                repository -> branches(repository)
                        .move(proposed.branch(), ObjectId.fromString(proposed.commit()), ObjectId.zeroId()));
    }

    private static JGitBranches branches(Repository repository) {
        return new JGitLocalBranches(repository);
    }

    private ObjectId head(Repository repository) throws IOException {
        ObjectId head = branches(repository).read(RepositoryLayout.MAIN);
        if (head.equals(ObjectId.zeroId())) {
            throw invalid("it has no branch " + RepositoryLayout.MAIN, null);
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(head);
            for (Environment environment : Environment.values()) {
                kustomization(walk.getObjectReader(), commit, environment);
            }
        }
        return head;
    }

    private static Kustomization kustomization(ObjectReader reader, RevCommit commit, Environment environment)
            throws IOException {
        String path = RepositoryLayout.kustomization(environment);
        return JGitTrees.text(reader, commit.getTree(), path)
                .map(Kustomization::new)
                .orElseThrow(() -> invalid("it has no file " + path + " on its branch " + RepositoryLayout.MAIN, null));
    }

    private static ReleaseHistory history(Repository repository, ObjectId head, TaskName task, Environment environment)
            throws IOException {
        try (JGitReleaseWalk walk = new JGitReleaseWalk(repository, task, environment)) {
            return walk.read(head);
        }
    }

    private static ModelPointer pointer(String content, String path) {
        try {
            return PointerFile.read(content);
        } catch (UnderstudyException e) {
            throw invalid("its " + path + " is broken: " + e.getMessage(), e);
        }
    }

    private <T> T call(String purpose, Call<T> call) {
        try (Repository repository = home.open()) {
            return call.on(repository);
        } catch (MissingObjectException | CorruptObjectException | IncorrectObjectTypeException e) {
            throw invalid("it is damaged, see git fsck: " + e.getMessage(), e);
        } catch (IOException e) {
            if (e.getCause() instanceof ConfigInvalidException) {
                throw invalid("its settings cannot be read: " + e.getMessage(), e);
            }
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_UNAVAILABLE,
                    "could not " + purpose + " the config repository: " + e.getMessage(),
                    e);
        }
    }

    private static UnderstudyException invalid(String what, @Nullable Throwable cause) {
        return new UnderstudyException(
                ErrorCode.REPOSITORY_INVALID, "the config repository is not one of ours: " + what, cause);
    }

    /** Something done with the repository. */
    private interface Call<T> {
        T on(Repository repository) throws IOException;
    }

    /** Writes the commits of changes. */
    private final class Writing implements AutoCloseable {
        private final ObjectInserter inserter;
        private final RevWalk walk;

        Writing(Repository repository) {
            inserter = repository.newObjectInserter();
            walk = new RevWalk(inserter.newReader());
        }

        RevCommit commit(ObjectId id) throws IOException {
            return walk.parseCommit(id);
        }

        /** Writes the change on top of the first parent's files, whatever the other parent has in its own. */
        ObjectId write(PointerChange change, List<RevCommit> parents) throws IOException {
            ObjectId tree = tree(change, parents.getFirst());
            ObjectId commit = commits.write(inserter, tree, ChangeTrailers.message(change), parents);
            inserter.flush();
            return commit;
        }

        /** Whether the commit is this change and nothing else, on top of what the main branch is or was. */
        boolean carries(ObjectId id, PointerChange change, RevCommit base) throws IOException {
            RevCommit commit = commit(id);
            if (commit.getParentCount() != 1 || !commit.getFullMessage().equals(ChangeTrailers.message(change))) {
                return false;
            }
            RevCommit parent = commit(commit.getParent(0));
            return walk.isMergedInto(parent, base) && tree(change, parent).equals(commit.getTree());
        }

        private ObjectId tree(PointerChange change, RevCommit base) throws IOException {
            Environment environment = change.environment();
            Kustomization overlay =
                    kustomization(walk.getObjectReader(), base, environment).with(change.task());
            return JGitTrees.edit(
                    walk.getObjectReader(),
                    inserter,
                    base.getTree(),
                    Map.of(
                            PointerFile.path(change.task(), environment),
                            PointerFile.write(change.pointer()),
                            RepositoryLayout.kustomization(environment),
                            overlay.text()));
        }

        @Override
        public void close() {
            walk.close();
            inserter.close();
        }
    }
}
