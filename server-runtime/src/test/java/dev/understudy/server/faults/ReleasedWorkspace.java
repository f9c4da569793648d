package dev.understudy.server.faults;

import dev.understudy.server.command.CommandScene;
import dev.understudy.server.command.RentalFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A model in production, made once for all fault tests by the project's own commands. Each test serves it from a place of
 * its own: task file copied, store and config repository shared, the log empty.
 */
final class ReleasedWorkspace implements AutoCloseable {
    static final String TASK = "listing-scam";
    private static final int EVENTS = 1_500;

    private final Path folder;

    private ReleasedWorkspace() throws IOException {
        this.folder = Files.createTempDirectory("understudy-faults");
        Path events = RentalFile.write(folder.resolve("files"), EVENTS);
        CommandScene commands = new CommandScene(folder.resolve("workspace"));
        commands.runPlain(
                "init",
                commands.workspace().toString(),
                "--task",
                folder.resolve("files/task.yaml").toString());
        commands.json("import", "--task", TASK, "--file", events.toString());
        commands.json("train", "--task", TASK, "--as-of", "2025-04-15");
        for (String environment : List.of("staging", "production")) {
            commands.json(
                    "release", "--task", TASK, "--version", "v1", "--environment", environment, "--overrule", "first");
        }
    }

    /**
     * Where a test serves the model.
     *
     * @param directory the workspace
     * @param environment environment variables that the program needs
     */
    record Place(Path directory, Map<String, String> environment) {
        Place {
            environment = Map.copyOf(environment);
        }

        /** The variables that are the product's own, and not those of the tests' worker. */
        Map<String, String> product() {
            Map<String, String> own = new HashMap<>(environment);
            own.keySet().removeIf(name -> name.startsWith("FAULT_"));
            return own;
        }

        /** The same with further variables. */
        Place with(Map<String, String> further) {
            Map<String, String> all = new HashMap<>(environment);
            all.putAll(further);
            return new Place(directory, all);
        }
    }

    /** A workspace on the embedded database, which is empty. */
    Place place(Path directory) {
        try {
            Path from = folder.resolve("workspace");
            Path tasks = Files.createDirectories(directory.resolve("tasks"));
            Files.copy(from.resolve("understudy.yaml"), directory.resolve("understudy.yaml"));
            Files.copy(from.resolve("tasks/" + TASK + ".yaml"), tasks.resolve(TASK + ".yaml"));
            return new Place(
                    directory,
                    Map.of(
                            "UNDERSTUDY_STORE_DIRECTORY", from.resolve("store").toString(),
                            "UNDERSTUDY_RELEASE_REPOSITORY",
                                    from.resolve("config.git").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Hands the one workspace to every test that asks for it, and takes it away after the last. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ReleasedWorkspace.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(ReleasedWorkspace.class))
                    .computeIfAbsent(ReleasedWorkspace.class, type -> {
                        try {
                            return new ReleasedWorkspace();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }
}
