package dev.understudy.engine.store;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The store in a directory. An object is written beside, forced, and then given its name by a hard link, so that
 * readers see it whole or not at all.
 */
public final class DirectoryArtifactStore implements ArtifactStore {
    private final Path root;
    private final ObjectFolders folders;
    private final PartialFiles partials;
    private final Placement placement;

    DirectoryArtifactStore(Path root, PartialFiles partials, Placement placement) {
        this.root = root;
        this.folders = new ObjectFolders(root);
        this.partials = partials;
        this.placement = placement;
    }

    /**
     * Opens the store in a directory, which is created where it is missing, and sweeps what killed processes left.
     *
     * @throws UnderstudyException with {@link ErrorCode#STORE_UNAVAILABLE} if the directory cannot be made or used
     */
    public static DirectoryArtifactStore open(Path directory, InstantSource clock) {
        try {
            Files.createDirectories(directory);
            Path root = directory.toRealPath();
            PartialFiles partials = PartialFiles.in(root);
            partials.sweep(clock.instant());
            return new DirectoryArtifactStore(
                    root, partials, new HardLinkPlacement(new LockedRenamePlacement(partials.lockFile())));
        } catch (IOException e) {
            throw unavailable("open the store in " + directory, e);
        }
    }

    /**
     * Opens a store for reading alone: nothing is made or swept, so that it may lie on a volume that cannot be written.
     *
     * @throws UnderstudyException with {@link ErrorCode#STORE_UNAVAILABLE} if there is no such directory
     */
    public static DirectoryArtifactStore toRead(Path directory) {
        try {
            Path root = directory.toRealPath();
            if (!Files.isDirectory(root)) {
                throw new NotDirectoryException(directory.toString());
            }
            PartialFiles partials = PartialFiles.unmade(root);
            return new DirectoryArtifactStore(
                    root, partials, new HardLinkPlacement(new LockedRenamePlacement(partials.lockFile())));
        } catch (IOException e) {
            throw unavailable("open the store in " + directory, e);
        }
    }

    @Override
    public Creation create(ObjectPath path, byte[] content) {
        try {
            Path file = folders.prepare(path);
            Creation creation = Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !placed(content, file)
                    ? alreadyThere(path, file, content)
                    : Creation.CREATED;
            folders.force(file);
            return creation;
        } catch (IOException e) {
            throw unavailable("create " + path + " in the store", e);
        }
    }

    private boolean placed(byte[] content, Path file) throws IOException {
        Path partial = partials.write(content);
        try {
            placement.place(partial, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Creation alreadyThere(ObjectPath path, Path file, byte[] content) throws IOException {
        if (!isObject(file) || Files.size(file) != content.length || !Arrays.equals(bytes(file), content)) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_EXISTS,
                    "the store has " + path + " already, with other content than these " + content.length
                            + " bytes; objects are never overwritten");
        }
        return Creation.ALREADY_THERE;
    }

    @Override
    public byte[] read(ObjectPath path) {
        try {
            return bytes(object(path));
        } catch (IOException e) {
            throw unavailable("read " + path + " from the store", e);
        }
    }

    @Override
    public byte[] read(ObjectPath path, int atMost) {
        try {
            Path file = object(path);
            if (Files.size(file) > atMost) {
                throw tooLarge(path, atMost);
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                byte[] content = in.readNBytes(atMost);
                if (in.read() >= 0) { // it grew meanwhile, as no object of ours does
                    throw tooLarge(path, atMost);
                }
                return content;
            }
        } catch (IOException e) {
            throw unavailable("read " + path + " from the store", e);
        }
    }

    private static UnderstudyException tooLarge(ObjectPath path, int atMost) {
        return new UnderstudyException(
                ErrorCode.ARTIFACT_INVALID, path + " has more bytes than the " + atMost + " that are read");
    }

    private Path object(ObjectPath path) throws IOException {
        return findObject(path)
                .orElseThrow(
                        () -> new UnderstudyException(ErrorCode.ARTIFACT_MISSING, "the store has no object " + path));
    }

    @Override
    public boolean exists(ObjectPath path) {
        try {
            return findObject(path).isPresent();
        } catch (IOException e) {
            throw unavailable("look for " + path + " in the store", e);
        }
    }

    private Optional<Path> findObject(ObjectPath path) throws IOException {
        return folders.find(path).filter(DirectoryArtifactStore::isObject);
    }

    @Override
    public List<ObjectPath> list(ObjectPath folder) {
        try {
            Optional<Path> start = folders.find(folder).filter(place -> !isObject(place));
            return start.isPresent() ? objectsBelow(start.get()) : List.of();
        } catch (IOException e) {
            throw unavailable("list " + folder + " in the store", e);
        }
    }

    private List<ObjectPath> objectsBelow(Path start) throws IOException {
        try (Stream<Path> found = Files.walk(start)) {
            return found.filter(DirectoryArtifactStore::isObject)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(ObjectPath::isValid) // what the system itself leaves in folders, such as .nfs files
                    .map(ObjectPath::new)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    @Override
    public URI uri(ObjectPath path) {
        return URI.create(rootAddress() + path);
    }

    @Override
    public ObjectPath pathOf(URI uri) {
        String text = uri.toString();
        if (!text.startsWith(rootAddress())) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_NAME_INVALID,
                    "the address " + Quoted.of(text)
                            + " is not in the store that is configured; expected one that begins" + " with "
                            + rootAddress());
        }
        return new ObjectPath(text.substring(rootAddress().length()));
    }

    private String rootAddress() {
        String address = root.toUri().toString();
        return address.endsWith("/") ? address : address + "/";
    }

    private static boolean isObject(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readAllBytes();
        }
    }

    private static UnderstudyException unavailable(String what, IOException e) {
        // the reason alone: the full path of the file is in the cause, and not for everybody's eyes
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        String why = reason == null ? e.getClass().getSimpleName() : reason;
        return new UnderstudyException(ErrorCode.STORE_UNAVAILABLE, "could not " + what + ": " + why, e);
    }
}
