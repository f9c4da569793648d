package dev.understudy.engine.release;

import dev.understudy.engine.common.DurableFolder;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.api.errors.InvalidRefNameException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** The bare repository in a directory: opens it, and makes it where there is none yet. */
final class JGitBareRepository {
    private final Path directory;
    private final JGitCommits commits;

    JGitBareRepository(Path directory, JGitCommits commits) {
        this.directory = directory.toAbsolutePath().normalize();
        this.commits = commits;
    }

    /** Opens the repository, with at least one commit on its main branch. */
    Repository open() throws IOException {
        if (isMissing()) {
            create();
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

    private boolean isMissing() throws IOException {
        if (!Files.isDirectory(directory)) {
            return !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private Repository openExisting() throws IOException {
        try {
            Repository repository = builder(directory).setMustExist(true).build();
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

    /** Builds it beside and renames it, so that a process that is killed meanwhile leaves no half repository. */
    private void create() throws IOException {
        Path parent = directory.getParent();
        if (parent == null) {
            throw invalid("is the root of the file system", null);
        }
        Files.createDirectories(parent);
        Path fresh = parent.resolve("." + directory.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            try (Repository repository = builder(fresh).build()) {
                repository.create(true);
                layOut(repository);
            }
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.force(parent);
        } catch (FileSystemException e) {
            if (isMissing()) {
                throw e;
            }
            // another process was quicker, and its repository is as good
        } finally {
            delete(fresh.toFile());
        }
    }

    private void layOut(Repository repository) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = JGitTrees.edit(reader, inserter, ObjectId.zeroId(), RepositoryLayout.files());
            ObjectId commit = commits.write(inserter, tree, RepositoryLayout.MESSAGE, List.of());
            inserter.flush();
            // where another process was quicker, the branch is there, which is all that is wanted
            new JGitLocalBranches(repository).move(RepositoryLayout.MAIN, ObjectId.zeroId(), commit);
        }
    }

    private static RepositoryBuilder builder(Path directory) {
        RepositoryBuilder builder = new RepositoryBuilder();
        builder.setGitDir(directory.toFile());
        builder.setBare();
        try {
            builder.setInitialBranch(RepositoryLayout.MAIN);
        } catch (InvalidRefNameException e) {
            throw new IllegalStateException("main is a good name for a branch", e);
        }
        return builder;
    }

    private static void delete(File folder) throws IOException {
        FileUtils.delete(folder, FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }

    private UnderstudyException invalid(String what, @Nullable Throwable cause) {
        return new UnderstudyException(
                ErrorCode.REPOSITORY_INVALID, "the config repository " + directory + " " + what, cause);
    }
}
