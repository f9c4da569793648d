package dev.understudy.app;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param workspace the workspace's directory, where one was given
 */
record Arguments(Optional<Path> workspace) {
    /**
     * Reads {@code --workspace DIR} or {@code --workspace=DIR}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    static Arguments parse(List<String> arguments) {
        Optional<Path> workspace = Optional.empty();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.startsWith("--workspace=")) {
                workspace = Optional.of(directory(argument.substring("--workspace=".length())));
            } else if (argument.equals("--workspace")) {
                workspace = Optional.of(directory(rest.hasNext() ? rest.next() : ""));
            } else {
                throw new IllegalArgumentException("unknown argument " + argument + "; there is --workspace DIR");
            }
        }
        return new Arguments(workspace);
    }

    private static Path directory(String text) {
        if (text.isBlank() || text.startsWith("--")) {
            throw new IllegalArgumentException("--workspace needs a directory");
        }
        return Path.of(text);
    }
}
