package dev.understudy.engine.release;

import dev.understudy.engine.common.DurableFolder;
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
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.util.FileUtils;

/** A bare repository where there is none yet. */
final class JGitFreshRepository {
    private JGitFreshRepository() {}

    /** What is put into it before anybody sees it. */
    interface Filling {
        void fill(Repository fresh) throws IOException;
    }

    /** Whether there is nothing in the folder. */
    static boolean isMissing(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return !Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Builds it beside and renames it, so that a process that is killed meanwhile leaves no half repository. */
    static void make(Path directory, Filling filling) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent == null) {
            throw new FileSystemException(directory.toString(), null, "it is the root of the file system");
        }
        Files.createDirectories(parent);
        Path fresh = parent.resolve("." + directory.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            try (Repository repository = builder(fresh).build()) {
                repository.create(true);
                filling.fill(repository);
            }
            Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.force(parent);
        } catch (FileSystemException e) {
            if (isMissing(directory)) {
                throw e;
            }
            // another process was quicker, and its repository is as good
        } finally {
            delete(fresh.toFile());
        }
    }

    /** Writes the commit that a config repository begins with, and moves no branch to it. */
    static ObjectId firstCommit(Repository repository, JGitCommits commits) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId tree = JGitTrees.edit(reader, inserter, ObjectId.zeroId(), RepositoryLayout.files());
            ObjectId commit = commits.write(inserter, tree, RepositoryLayout.MESSAGE, List.of());
            inserter.flush();
            return commit;
        }
    }

    static RepositoryBuilder builder(Path directory) {
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

    static void delete(File folder) throws IOException {
        FileUtils.delete(folder, FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }
}
