package dev.understudy.server.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs commands as a script would, on one workspace, and keeps what they print. */
public final class CommandScene {
    private final Path workspace;
    private final Map<String, String> environment;
    private final InstantSource clock;

    public CommandScene(Path workspace) {
        this(workspace, Map.of("CI", "true"));
    }

    public CommandScene(Path workspace, Map<String, String> environment) {
        this(workspace, environment, InstantSource.system());
    }

    private CommandScene(Path workspace, Map<String, String> environment, InstantSource clock) {
        this.workspace = workspace;
        this.environment = environment;
        this.clock = clock;
    }

    /** The same at a moment that stands still. */
    public CommandScene at(Instant now) {
        return new CommandScene(workspace, environment, InstantSource.fixed(now));
    }

    /**
     * What a command did.
     *
     * @param exit its exit code
     * @param out its standard output
     * @param err its standard error
     */
    public record Result(int exit, String out, String err) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    public Path workspace() {
        return workspace;
    }

    /** The variables that commands see. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Runs a command on the workspace, with JSON output. */
    public Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--workspace", workspace.toString(), "--output", "json"));
        return runPlain(all.toArray(String[]::new));
    }

    /** Runs a command that must succeed, and gives its JSON. */
    public JsonNode json(String... arguments) {
        Result result = run(arguments);
        if (result.exit() != 0) {
            throw new AssertionError(
                    String.join(" ", arguments) + " ended with " + result.exit() + ": " + result.err() + result.out());
        }
        return result.json();
    }

    /** Runs a command line as it is. */
    public Result runPlain(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new CommandLineProgram(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        clock)
                .run(arguments);
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
