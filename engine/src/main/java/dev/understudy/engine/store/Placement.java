package dev.understudy.engine.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Gives a finished file its final name, at once or not at all. */
@FunctionalInterface
interface Placement {
    /**
     * Gives the file its name.
     *
     * @param finished a complete, forced file on the same file system; it may or may not be there afterwards
     * @param target the final name
     * @throws FileAlreadyExistsException if the name is taken; nothing is changed then
     * @throws UnsupportedOperationException if the file system cannot do it this way
     */
    void place(Path finished, Path target) throws IOException;
}
