package dev.understudy.engine.serving;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.DurableFolder;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.ModelArtifact;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.release.PointerFile;
import dev.understudy.engine.signing.ModelSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The last good model of each task on this machine, for when the store is away: below {@code <channel>/<task>/} a folder
 * for each model, named by its digest, and the pointers {@code current.env} and {@code previous.env} to two of them.
 * Whatever is written is there whole or not at all. What is read is unchecked: whoever reads it checks it in full.
 */
final class ModelCache {
    private static final String CURRENT = "current.env";
    private static final String PREVIOUS = "previous.env";
    private static final String PARTIAL = ".part";
    private static final int LONGEST_POINTER = 8_192;

    private final Path home;
    private final FetchPolicy policy;

    /**
     * A cache in a folder, which is made with the first model.
     *
     * @param directory the folder
     * @param channel of the source whose models it keeps
     */
    ModelCache(Path directory, String channel, FetchPolicy policy) {
        this.home = directory.resolve(channel);
        this.policy = policy;
    }

    /**
     * The pointer to the last good model.
     *
     * @return empty if none was kept
     * @throws UnderstudyException ARTIFACT_INVALID if it is damaged; FILE_UNAVAILABLE
     */
    Optional<ModelPointer> last(TaskName task) {
        return pointer(task, CURRENT);
    }

    private Optional<ModelPointer> pointer(TaskName task, String name) {
        try {
            byte[] content = bytes(folder(task).resolve(name), LONGEST_POINTER);
            return Optional.of(PointerFile.read(new String(content, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("read", task, e);
        } catch (UnderstudyException e) {
            throw damaged(task, name + ": " + e.getMessage(), e);
        }
    }

    /**
     * The files of a model.
     *
     * @return empty if it was not kept
     * @throws UnderstudyException ARTIFACT_INVALID if a file is too large or no file; FILE_UNAVAILABLE
     */
    Optional<ModelFiles> files(TaskName task, Digest digest) {
        Path folder = folder(task).resolve(folderName(digest));
        try {
            return Optional.of(new ModelFiles(
                    bytes(folder.resolve(ModelArtifact.MANIFEST), policy.largestManifest()),
                    bytes(folder.resolve(ModelArtifact.TENSORS), policy.largestTensors()),
                    signature(folder.resolve(ModelSignature.FILE))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("read", task, e);
        }
    }

    private static Optional<byte[]> signature(Path file) throws IOException {
        try {
            return Optional.of(bytes(file, ModelSignature.LONGEST));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a model that was found good, and the one that it takes over from; forgets all others of the task.
     *
     * @throws UnderstudyException FILE_UNAVAILABLE, such as where the disk is full; then the last good model is the one
     *     that it was before
     */
    void keep(TaskName task, ModelPointer pointer, ModelFiles files) {
        try {
            Path folder = Files.createDirectories(folder(task));
            place(folder, pointer.digest(), files);
            point(task, pointer);
        } catch (IOException e) {
            throw unavailable("write", task, e);
        }
    }

    /**
     * Makes a model that is in the cache the last good one.
     *
     * @throws UnderstudyException FILE_UNAVAILABLE
     */
    void keep(TaskName task, ModelPointer pointer) {
        try {
            if (Files.isDirectory(folder(task).resolve(folderName(pointer.digest())))) {
                point(task, pointer);
            }
        } catch (IOException e) {
            throw unavailable("write", task, e);
        }
    }

    private void place(Path folder, Digest digest, ModelFiles files) throws IOException {
        Path target = folder.resolve(folderName(digest));
        Path partial = Files.createDirectory(folder.resolve(UUID.randomUUID() + PARTIAL));
        try {
            write(partial.resolve(ModelArtifact.MANIFEST), files.manifest());
            write(partial.resolve(ModelArtifact.TENSORS), files.tensors());
            if (files.signature().isPresent()) {
                write(partial.resolve(ModelSignature.FILE), files.signature().get());
            }
            DurableFolder.force(partial);
            delete(target); // if there is one, it was found wanting
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.force(folder);
        } finally {
            delete(partial);
        }
    }

    private void point(TaskName task, ModelPointer pointer) throws IOException {
        Path folder = folder(task);
        Optional<ModelPointer> before = readable(task, CURRENT);
        if (before.isPresent() && !before.get().digest().equals(pointer.digest())) {
            replace(folder, PREVIOUS, PointerFile.write(before.get()));
        }
        replace(folder, CURRENT, PointerFile.write(pointer));
        Set<String> kept = Stream.of(Optional.of(pointer), readable(task, PREVIOUS))
                .flatMap(Optional::stream)
                .map(each -> folderName(each.digest()))
                .collect(Collectors.toSet());
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (!kept.contains(name) && !name.equals(CURRENT) && !name.equals(PREVIOUS)) {
                delete(entry);
            }
        }
    }

    /** A pointer that is damaged is none here: it is about to be replaced. */
    private Optional<ModelPointer> readable(TaskName task, String name) {
        try {
            return pointer(task, name);
        } catch (UnderstudyException e) {
            return Optional.empty();
        }
    }

    private static void replace(Path folder, String name, String content) throws IOException {
        Path partial = folder.resolve(UUID.randomUUID() + PARTIAL);
        try {
            write(partial, content.getBytes(StandardCharsets.UTF_8));
            Files.move(partial, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.force(folder);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static byte[] bytes(Path file, int atMost) throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw invalid(file.getFileName() + " is a symbolic link");
        }
        if (Files.size(file) > atMost) {
            throw invalid(file.getFileName() + " has more than " + atMost + " bytes");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(atMost);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : new ArrayList<>(entries(path))) {
                delete(entry);
            }
        }
        Files.deleteIfExists(path);
    }

    private Path folder(TaskName task) {
        return home.resolve(task.text());
    }

    private static String folderName(Digest digest) {
        return digest.text().replace(':', '-');
    }

    private static UnderstudyException invalid(String what) {
        return new UnderstudyException(ErrorCode.ARTIFACT_INVALID, "the local cache is damaged: " + what);
    }

    private static UnderstudyException damaged(TaskName task, String what, UnderstudyException cause) {
        return new UnderstudyException(
                ErrorCode.ARTIFACT_INVALID, "the local cache of " + task + " is damaged: " + what, cause);
    }

    private static UnderstudyException unavailable(String verb, TaskName task, IOException e) {
        return new UnderstudyException(
                ErrorCode.FILE_UNAVAILABLE,
                "could not " + verb + " the local cache of " + task + ": "
                        + e.getClass().getSimpleName() + ": " + e.getMessage(),
                e);
    }
}
