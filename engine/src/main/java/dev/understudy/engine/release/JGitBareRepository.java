package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The bare repository in a directory: opened anew for each call, and made where there is none yet. */
final class JGitBareRepository implements JGitPlace {
    private final Path directory;
    private final JGitCommits commits;

    JGitBareRepository(Path directory, JGitCommits commits) {
        this.directory = directory.toAbsolutePath().normalize();
        this.commits = commits;
    }

    @Override
    public <T> T with(List<String> branches, Work<T> work) throws IOException {
        try (Repository repository = open()) {
            return work.on(repository, new JGitLocalBranches(repository));
        }
    }

    /** Opens the repository, with at least one commit on its main branch. */
    private Repository open() throws IOException {
        if (JGitFreshRepository.isMissing(directory)) {
            if (directory.getParent() == null) {
                throw invalid("is the root of the file system", null);
            }
            JGitFreshRepository.make(directory, this::layOut);
        }
        Repository repository = openExisting();
        try {
            if (repository.getRefDatabase().getRefs().isEmpty()) {
                layOut(repository);
            }
            return repository;
        } catch (IOException | RuntimeException e) {
            repository.close();
            throw e;
        }
    }

    private Repository openExisting() throws IOException {
        try {
            Repository repository =
                    JGitFreshRepository.builder(directory).setMustExist(true).build();
            if (!repository.isBare()) {
                repository.close();
                throw invalid("has a working tree, and a bare repository is expected (git clone --bare)", null);
            }
            return repository;
        } catch (RepositoryNotFoundException e) {
            throw invalid("is no bare git repository", e);
        } catch (IllegalArgumentException e) {
            throw invalid("is a git repository with settings that cannot be read", e);
        }
    }

    private void layOut(Repository repository) throws IOException {
        ObjectId commit = JGitFreshRepository.firstCommit(repository, commits);
        // where another process was quicker, the branch is there, which is all that is wanted
        new JGitLocalBranches(repository).move(RepositoryLayout.MAIN, ObjectId.zeroId(), commit);
    }

    private UnderstudyException invalid(String what, @Nullable Throwable cause) {
        return new UnderstudyException(
                ErrorCode.REPOSITORY_INVALID, "the config repository " + directory + " " + what, cause);
    }
}
