package dev.understudy.engine.store;

import dev.understudy.engine.common.DurableFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The files that are being written, in a hidden folder of the store: no object's name begins with a dot, so nobody ever
 * takes one of them for an object.
 */
final class PartialFiles {
    /** Far longer than any write takes; what is older was left by a process that died. */
    static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final Path folder;

    PartialFiles(Path folder) {
        this.folder = folder;
    }

    static PartialFiles in(Path root) throws IOException {
        Path folder = root.resolve(".partial");
        Files.createDirectories(folder);
        if (Files.isSymbolicLink(folder)) {
            throw new FileSystemException(folder.toString(), null, "a symbolic link, where a folder is needed");
        }
        DurableFolder.force(root);
        return new PartialFiles(folder);
    }

    /** The folder where it would be, for a store that is only read. */
    static PartialFiles unmade(Path root) {
        return new PartialFiles(root.resolve(".partial"));
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    /** A new file with this content, forced to the disk. */
    Path write(byte[] content) throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + ".part");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        return file;
    }

    /** Deletes what killed processes left. */
    void sweep(Instant now) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.part")) {
            for (Path file : files) {
                deleteIfAbandoned(file, now);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void deleteIfAbandoned(Path file, Instant now) throws IOException {
        try {
            if (Files.getLastModifiedTime(file)
                    .toInstant()
                    .plus(ABANDONED_AFTER)
                    .isBefore(now)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return; // its writer is alive and has just finished
        }
    }
}
