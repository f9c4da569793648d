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
    private final JGitPlace place;
    private final JGitCommits commits;

    private JGitConfigRepository(JGitPlace place, JGitCommits commits) {
        this.place = place;
        this.commits = commits;
    }

    static JGitConfigRepository local(Path directory, CommitIdentity identity, InstantSource clock) {
        JGitSystem.isolate();
        JGitCommits commits = new JGitCommits(identity, clock);
        return new JGitConfigRepository(new JGitBareRepository(directory, commits), commits);
    }

    static JGitConfigRepository remote(
            RepositoryAddress.Remote address,
            RemoteAccess access,
            Path mirrors,
            CommitIdentity identity,
            InstantSource clock) {
        JGitSystem.isolate();
        JGitCommits commits = new JGitCommits(identity, clock);
        JGitMirror mirror = JGitMirror.of(address, mirrors);
        return new JGitConfigRepository(
                new JGitRemoteRepository(mirror, new JGitWire(address, access), commits), commits);
    }

    @Override
    public String head() {
        return call(
                "read",
                List.of(RepositoryLayout.MAIN),
                (repository, branches) -> head(repository, branches).name());
    }

    @Override
    public ConfigState state(TaskName task) {
        return call("read", List.of(RepositoryLayout.MAIN), (repository, branches) -> {
            ObjectId head = head(repository, branches);
            return new ConfigState(
                    head.name(),
                    history(repository, head, task, Environment.STAGING),
                    history(repository, head, task, Environment.PRODUCTION));
        });
    }

    @Override
    public ReleaseHistory history(TaskName task, Environment environment) {
        return call(
                "read",
                List.of(RepositoryLayout.MAIN),
                (repository, branches) -> history(repository, head(repository, branches), task, environment));
    }

    @Override
    public Optional<ModelPointer> pointer(TaskName task, Environment environment) {
        return call("read", List.of(RepositoryLayout.MAIN), (repository, branches) -> {
            String path = PointerFile.path(task, environment);
            try (RevWalk walk = new RevWalk(repository)) {
                RevCommit head = walk.parseCommit(head(repository, branches));
                return JGitTrees.text(walk.getObjectReader(), head.getTree(), path)
                        .map(content -> pointer(content, path));
            }
        });
    }

    @Override
    public Optional<ModelPointer> proposed(TaskName task, Environment environment, String branch) {
        return call("read", List.of(branch), (repository, branches) -> {
            ObjectId tip = branches.read(branch);
            if (tip.equals(ObjectId.zeroId())) {
                return Optional.empty();
            }
            try (RevWalk walk = new RevWalk(repository)) {
                RevCommit commit = walk.parseCommit(tip);
                return JGitTrees.text(walk.getObjectReader(), commit.getTree(), PointerFile.path(task, environment))
                        .flatMap(PointerFile::readable);
            }
        });
    }

    @Override
    public Optional<ProposedChange> propose(PointerChange change) {
        return call("propose a change to", both(change.branch()), (repository, branches) -> {
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
        return call("merge a change into", both(proposed.branch()), (repository, branches) -> {
            try (Writing writing = new Writing(repository)) {
                RevCommit base =
                        writing.commit(ObjectId.fromString(proposed.change().base()));
                RevCommit branch = writing.commit(ObjectId.fromString(proposed.commit()));
                ObjectId merge = writing.write(proposed.change(), List.of(base, branch));
                return branches.move(RepositoryLayout.MAIN, base, merge) ? Optional.of(merge.name()) : Optional.empty();
            }
        });
    }

    @Override
    public void withdraw(ProposedChange proposed) {
        call(
                "clean up",
                List.of(),
                (repository, branches) ->
                        branches.move(proposed.branch(), ObjectId.fromString(proposed.commit()), ObjectId.zeroId()));
    }

    private static List<String> both(String branch) {
        return List.of(RepositoryLayout.MAIN, branch);
    }

    private static ObjectId head(Repository repository, JGitBranches branches) throws IOException {
        ObjectId head = branches.read(RepositoryLayout.MAIN);
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

    private <T> T call(String purpose, List<String> branches, JGitPlace.Work<T> work) {
        try {
            return place.with(branches, work);
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
