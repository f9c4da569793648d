package dev.understudy.fx.view;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for files and folders. On the FX thread. */
public interface PathChooser {
    /**
     * A file that is there.
     *
     * @param title what it is for
     * @param kind what such files are called
     * @param patterns of their names: {@code *.yaml}
     * @return empty where the user changed their mind
     */
    Optional<Path> file(String title, String kind, String... patterns);

    /**
     * A folder.
     *
     * @param title what it is for
     * @return empty where the user changed their mind
     */
    Optional<Path> folder(String title);
}
