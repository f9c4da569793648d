package dev.understudy.server.command;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.Lanes;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.RepositoryAddress;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.SettingKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that everything is in place. */
@Command(
        name = "doctor",
        description = "Check Java, display, scorer, tasks, database, store and repository, and say how to mend each.")
final class DoctorCommand extends EngineCommand {
    private record Check(String name, int exit, String detail, String mend) {
        boolean ok() {
            return exit == ExitCode.DONE;
        }
    }

    @Override
    int run(Engine engine) {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(display());
        checks.add(scorer());
        checks.add(check("tasks", "mend the task file that is named", () -> {
            engine.workspace().tasks().forEach(engine.workspace()::task);
            int count = engine.workspace().tasks().size();
            return count + (count == 1 ? " task file is sound" : " task files are sound");
        }));
        checks.add(check(
                "database",
                "close the program that has it open, start PostgreSQL, or mend the settings database.*",
                () -> {
                    List<String> told = new ArrayList<>();
                    told.add(engine.workspace().settings().setting(SettingKey.DATABASE_KIND) + " opens");
                    told.addAll(engine.database().doubts());
                    return String.join("; ", told);
                }));
        checks.add(check("store", "make the folder of the setting store.directory writable", () -> {
            engine.store();
            return engine.workspace().path(SettingKey.STORE_DIRECTORY) + " is there";
        }));
        checks.add(check(
                "repository",
                "mend the setting release.repository, or the others under release that are named",
                () -> repository(engine)));
        print(checks);
        // what must be mended outweighs what may be back soon
        return checks.stream()
                .filter(check -> !check.ok())
                .mapToInt(Check::exit)
                .min()
                .orElse(ExitCode.DONE);
    }

    private static String repository(Engine engine) {
        ConfigRepository config = engine.config();
        config.head();
        engine.workspace().tasks().forEach(config::state);
        return switch (engine.workspace().repository()) {
            case RepositoryAddress.Folder(Path directory) -> directory + " is readable";
            case RepositoryAddress.Remote remote -> remote + " answers, and is readable";
        };
    }

    private static Check java() {
        int feature = Runtime.version().feature();
        return feature >= 25
                ? new Check("java", ExitCode.DONE, "Java " + Runtime.version(), "")
                : new Check("java", ExitCode.BAD_INPUT, "Java " + Runtime.version(), "install a JDK 25");
    }

    private static Check scorer() {
        // both give the same scores, so that plain code is no failure
        return switch (Lanes.here()) {
            case VECTOR ->
                new Check("scorer", ExitCode.DONE, "vector: large batches through forests go in vectors", "");
            case SCALAR ->
                new Check(
                        "scorer",
                        ExitCode.DONE,
                        "scalar: plain code; large batches through forests go faster where Java is started with"
                                + " --add-modules jdk.incubator.vector and the processor has vectors of 512 bits",
                        "");
        };
    }

    private Check display() {
        boolean unix = !System.getProperty("os.name", "").startsWith("Windows")
                && !System.getProperty("os.name", "").startsWith("Mac");
        boolean there = !unix
                || around().environment().containsKey("DISPLAY")
                || around().environment().containsKey("WAYLAND_DISPLAY");
        // commands need none, so that a missing one is no failure
        return new Check(
                "display",
                ExitCode.DONE,
                there ? "a display is there" : "no display: commands work, the window does not",
                "");
    }

    private static Check check(String name, String mend, Supplier<String> probe) {
        try {
            return new Check(name, ExitCode.DONE, probe.get(), "");
        } catch (UnderstudyException e) {
            return new Check(name, ExitCode.of(e.code().category()), e.getMessage(), mend);
        }
    }

    private void print(List<Check> checks) {
        ObjectNode document = Documents.object();
        ArrayNode array = document.putArray("checks");
        for (Check check : checks) {
            array.addObject()
                    .put("check", check.name())
                    .put("ok", check.ok())
                    .put("detail", check.detail())
                    .put("mend", check.mend());
        }
        print(document);
    }
}
