package dev.understudy.server.command;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** What all commands share: the workspace, the output, and one call of the engine. */
abstract class EngineCommand implements Callable<Integer> {
    // not picocli's standard mixin: its --version would take away the flag of the commands that name a version
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help and exit")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "the workspace; default: the current directory")
    private Path directory = Path.of(".");

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "how to print the result; default: text")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = "--setting",
            paramLabel = "KEY=VALUE",
            description = "a setting of the workspace for this command only, such as database.host=db")
    private Map<String, String> flags = new LinkedHashMap<>();

    private @Nullable Surroundings surroundings;

    void placeInto(Surroundings around) {
        this.surroundings = around;
    }

    Surroundings around() {
        if (surroundings == null) {
            throw new IllegalStateException("the command was made without its surroundings");
        }
        return surroundings;
    }

    boolean isJson() {
        return output == OutputFormat.JSON;
    }

    Path directory() {
        return directory;
    }

    Map<String, String> flags() {
        return flags;
    }

    Workspace workspace() {
        return Workspace.open(directory, flags(), around().environment());
    }

    /** Runs on the engine, which is closed afterwards. */
    @Override
    public Integer call() {
        try (Engine engine = new Engine(workspace(), around().clock(), Engine.DATABASE_PATIENCE)) {
            return run(engine);
        }
    }

    /**
     * Does the command's work.
     *
     * @return the exit code
     */
    abstract int run(Engine engine);

    TaskDefinition task(Engine engine, String name) {
        return engine.workspace().task(new TaskName(name));
    }

    ConsoleProgress progress() {
        return around().progress();
    }

    /** Prints the command's data. */
    void print(JsonNode document) {
        print(document, TextRenderer.render(document));
    }

    /** Prints the command's data; people get a text of their own. */
    void print(JsonNode document, String text) {
        progress().close();
        around().out().println(isJson() ? document.toPrettyString() : text.stripTrailing());
    }

    /** Says something beside the data. */
    void tell(String message) {
        progress().close();
        around().err().println("understudy: " + message);
    }
}
