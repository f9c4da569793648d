package dev.understudy.engine.forge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The git side of a forge: commits shaped as forges make them, by other hands than the ones under test. */
final class BareRepository {
    private static final String MAIN = "refs/heads/main";

    private final Path directory;
    private final PersonIdent forge;

    BareRepository(Path directory, PersonIdent forge) {
        this.directory = directory;
        this.forge = forge;
    }

    /** Something done with the repository. */
    private interface Work<T> {
        T on(Repository repository, RevWalk walk) throws IOException;
    }

    private <T> T with(Work<T> work) {
        try (Repository repository = new FileRepositoryBuilder()
                        .setGitDir(directory.toFile())
                        .setMustExist(true)
                        .build();
                RevWalk walk = new RevWalk(repository)) {
            return work.on(repository, walk);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The commit that a branch is at. */
    Optional<String> tip(String branch) {
        return with((repository, walk) -> {
            Ref ref = repository.exactRef("refs/heads/" + branch);
            return Optional.ofNullable(ref).map(Ref::getObjectId).map(ObjectId::name);
        });
    }

    /** The files that come of merging two commits; empty where they contradict each other. */
    private static Optional<ObjectId> merged(Repository repository, RevCommit main, RevCommit branch)
            throws IOException {
        Merger merger = MergeStrategy.RECURSIVE.newMerger(repository, true);
        return merger.merge(main, branch) ? Optional.of(merger.getResultTreeId()) : Optional.empty();
    }

    boolean fits(String branch) {
        return with((repository, walk) -> {
            RevCommit main = commit(repository, walk, MAIN);
            return merged(repository, main, commit(repository, walk, "refs/heads/" + branch))
                    .isPresent();
        });
    }

    private static RevCommit commit(Repository repository, RevWalk walk, String name) throws IOException {
        return walk.parseCommit(repository.resolve(name));
    }

    /** Merges a branch, and gives the main branch's new commit. */
    String merge(String branch, MergeKind kind, String mergeMessage, String squashMessage, Instant at) {
        return with((repository, walk) -> {
            RevCommit main = commit(repository, walk, MAIN);
            RevCommit tip = commit(repository, walk, "refs/heads/" + branch);
            ObjectId tree = merged(repository, main, tip)
                    .orElseThrow(() -> new IllegalStateException(branch + " does not fit the main branch any more"));
            PersonIdent merging = new PersonIdent(forge.getName(), forge.getEmailAddress(), at, ZoneOffset.UTC);
            ObjectId result = switch (kind) {
                case MERGE -> write(repository, tree, mergeMessage, merging, merging, List.of(main, tip));
                case SQUASH, SQUASH_DESCRIPTION, SQUASH_TITLE ->
                    write(repository, tree, squashMessage, tip.getAuthorIdent(), merging, List.of(main));
                case REBASE ->
                    write(repository, tree, tip.getFullMessage(), tip.getAuthorIdent(), merging, List.of(main));
                case FAST_FORWARD -> tip;
            };
            move(repository, MAIN, result);
            return result.name();
        });
    }

    /** Brings a branch up to date as people do with the forge's button: merges the main branch into it. */
    void update(String branch, Instant at) {
        with((repository, walk) -> {
            RevCommit main = commit(repository, walk, MAIN);
            RevCommit tip = commit(repository, walk, "refs/heads/" + branch);
            PersonIdent merging = new PersonIdent(forge.getName(), forge.getEmailAddress(), at, ZoneOffset.UTC);
            ObjectId updated = write(
                    repository,
                    merged(repository, main, tip).orElseThrow(),
                    "Merge branch 'main' into " + branch,
                    merging,
                    merging,
                    List.of(tip, main));
            move(repository, "refs/heads/" + branch, updated);
            return updated;
        });
    }

    String message(String branch) {
        return with((repository, walk) ->
                commit(repository, walk, "refs/heads/" + branch).getFullMessage());
    }

    void delete(String branch) {
        with((repository, walk) -> {
            RefUpdate update = repository.updateRef("refs/heads/" + branch);
            update.setForceUpdate(true);
            return update.delete();
        });
    }

    List<String> branches() {
        return with((repository, walk) -> repository.getRefDatabase().getRefsByPrefix("refs/heads/").stream()
                .map(ref -> Repository.shortenRefName(ref.getName()))
                .sorted()
                .toList());
    }

    private static ObjectId write(
            Repository repository,
            ObjectId tree,
            String message,
            PersonIdent author,
            PersonIdent committer,
            List<RevCommit> parents)
            throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setMessage(message);
            commit.setAuthor(author);
            commit.setCommitter(committer);
            commit.setParentIds(parents);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private static void move(Repository repository, String ref, ObjectId to) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(to);
        update.setForceUpdate(true);
        update.update();
    }
}
