package dev.understudy.engine.store;

import dev.understudy.engine.common.DurableFolder;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where objects lie below the root of a directory, with no way out of it and no two names that differ only in case. */
final class ObjectFolders {
    private final Path root;

    /**
     * The folders below a root.
     *
     * @param root a real path: no link in it, upper and lower case as on the disk
     */
    ObjectFolders(Path root) {
        this.root = root;
    }

    /** The object or folder of exactly this name, if it is there. */
    Optional<Path> find(ObjectPath path) throws IOException {
        Path place = root;
        for (String segment : path.segments()) {
            place = place.resolve(segment);
            refuseLink(place, path);
        }
        try {
            // a file system that ignores case finds other names too; the real one tells them apart
            return place.toRealPath().toString().equals(place.toString()) ? Optional.of(place) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The file of an object that is to be created, its folder being there. */
    Path prepare(ObjectPath path) throws IOException {
        Path place = root;
        for (String segment : path.segments()) {
            createFolder(place, path);
            place = place.resolve(segment);
            refuseLink(place, path);
            refuseOtherCase(place, path);
        }
        return place;
    }

    /** Forces the names of the file and of all folders above it, whoever created them, up to the root. */
    void force(Path file) throws IOException {
        Path place = file;
        do {
            place = parent(place);
            DurableFolder.force(place);
        } while (!place.equals(root));
    }

    private void createFolder(Path folder, ObjectPath path) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_EXISTS,
                    "the store has an object " + shown(folder) + ", where " + path + " needs a folder",
                    e);
        }
    }

    /** Refuses links, also those that lead back inside: no store makes any. */
    private void refuseLink(Path place, ObjectPath path) {
        if (Files.isSymbolicLink(place)) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_INVALID,
                    "the store has a symbolic link " + shown(place) + " on the way to " + path
                            + "; objects are plain files in plain folders");
        }
    }

    private void refuseOtherCase(Path place, ObjectPath path) throws IOException {
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                && place.toRealPath().toString().equals(place.toString())) {
            return;
        }
        String wanted = String.valueOf(place.getFileName());
        try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent(place))) {
            for (Path sibling : siblings) {
                String name = String.valueOf(sibling.getFileName());
                // the very name is another writer's, who has just made it
                if (wanted.equalsIgnoreCase(name) && !wanted.equals(name)) {
                    throw new UnderstudyException(
                            ErrorCode.ARTIFACT_EXISTS,
                            "the store has " + shown(sibling)
                                    + ", which differs only in upper and lower case from what is to be created, "
                                    + path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private String shown(Path place) {
        return root.relativize(place).toString().replace('\\', '/');
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException("an object lies below the root of the store, and never at " + path);
        }
        return parent;
    }
}
