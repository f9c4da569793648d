package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;

/**
 * The copy on this machine of a config repository elsewhere: objects that need not be fetched again, and the main branch
 * as it was last seen there. Nothing is decided by it, so that it is thrown away whenever it is of no use. Many
 * processes may use it at once, and find another in its place at any moment.
 */
final class JGitMirror {
    /** Each fetch that brings something makes a pack; of so many, a new copy is made. */
    static final int MOST_PACKS = 50;

    private final String address;
    private final Path directory;

    private JGitMirror(String address, Path directory) {
        this.address = address;
        this.directory = directory;
    }

    static JGitMirror of(RepositoryAddress.Remote address, Path mirrors) {
        String name = Digest.of(address.text().getBytes(StandardCharsets.UTF_8))
                .text()
                .substring("sha256:".length());
        return new JGitMirror(
                address.text(), mirrors.toAbsolutePath().normalize().resolve(name.substring(0, 16) + ".git"));
    }

    /**
     * A copy that was opened.
     *
     * @param repository to be closed
     * @param fresh whether it was made just now, and has nothing yet
     */
    record Opened(Repository repository, boolean fresh) {}

    /** Opens the copy, made where there is none or one that has become unwieldy. */
    Opened open() throws IOException {
        if (packs() > MOST_PACKS) {
            discard();
        }
        boolean missing = JGitFreshRepository.isMissing(directory);
        if (missing) {
            JGitFreshRepository.make(directory, this::describe);
        }
        Repository repository =
                JGitFreshRepository.builder(directory).setMustExist(true).build();
        return new Opened(repository, missing);
    }

    /** The address alone, which holds no secret: for people who wonder what this folder is. */
    private void describe(Repository fresh) throws IOException {
        StoredConfig config = fresh.getConfig();
        config.setString(ConfigConstants.CONFIG_REMOTE_SECTION, "origin", "url", address);
        config.save();
    }

    private long packs() throws IOException {
        Path folder = directory.resolve("objects/pack");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    /** Takes the copy away, whatever it is; others that have it open notice, and make another. */
    void discard() throws IOException {
        Path gone = directory.resolveSibling("." + directory.getFileName() + "." + UUID.randomUUID() + ".old");
        try {
            Files.move(directory, gone, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (JGitFreshRepository.isMissing(directory)) {
                return; // another process was quicker
            }
            throw e;
        }
        JGitFreshRepository.delete(gone.toFile());
    }

    /** The main branch as it was last seen; the zero id if it never was. */
    static ObjectId lastSeen(Repository mirror) throws IOException {
        return new JGitLocalBranches(mirror).read(RepositoryLayout.MAIN);
    }

    /** Remembers the main branch, unless another process is at it or has seen something else meanwhile. */
    static void remember(Repository mirror, ObjectId before, ObjectId now) throws IOException {
        if (!now.equals(before)) {
            new JGitLocalBranches(mirror).move(RepositoryLayout.MAIN, before, now);
        }
    }
}
