package dev.understudy.app;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;

/**
 * The system's dialog in which a directory is chosen.
 *
 * @param window over which it opens
 */
record StageDirectories(Window window) implements Function<String, Optional<Path>> {
    /** Lets the user choose, beginning at a directory if it is one. */
    @Override
    public Optional<Path> apply(String beginning) {
        DirectoryChooser chooser = new DirectoryChooser();
        existing(beginning).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return Optional.ofNullable(chooser.showDialog(window)).map(File::toPath);
    }

    /** The directory, or the nearest above it that is there. */
    private static Optional<Path> existing(String text) {
        try {
            Path path = Path.of(text.strip()).toAbsolutePath();
            while (path != null && !Files.isDirectory(path)) {
                path = path.getParent();
            }
            return Optional.ofNullable(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
