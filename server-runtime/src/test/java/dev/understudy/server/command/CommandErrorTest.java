package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong gets one clear line, its exit code, and leaves nothing half-made. */
class CommandErrorTest {
    private static final String T = "listing-scam";

    @TempDir
    private Path folder;

    private CommandScene scene;
    private Path events;

    @BeforeEach
    void begin() {
        events = RentalFile.write(folder.resolve("files"), 2400);
        scene = new CommandScene(folder.resolve("workspace"));
        scene.runPlain(
                "init",
                scene.workspace().toString(),
                "--task",
                events.resolveSibling("task.yaml").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "sample",
                "init",
                "import",
                "outcomes",
                "train",
                "retrain",
                "backtest",
                "backfill",
                "simulate",
                "report",
                "release",
                "rollback",
                "history",
                "models",
                "runs",
                "simulations",
                "show",
                "verify",
                "settings",
                "doctor",
                "serve",
                "work",
                "jobs",
                "prune"
            })
    void everyCommandExplainsItself(String command) {
        CommandScene.Result result = scene.runPlain(command, "--help");
        assertThat(result.exit()).isEqualTo(ExitCode.DONE);
        assertThat(result.out()).contains("Usage: understudy " + command, "--workspace");
    }

    @Test
    void aCommandThatIsStillToComeSaysSo() {
        CommandScene.Result result = scene.runPlain("business");
        assertThat(result.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("business is not available in this version");
    }

    @Test
    void anOverlappingWindowIsRefusedAndNothingIsKept() {
        scene.json("import", "--task", T, "--file", events.toString());
        scene.json("train", "--task", T, "--as-of", "2025-02-01");
        CommandScene.Result result = scene.run(
                "simulate",
                "--task",
                T,
                "--candidate",
                "v1",
                "--live",
                "none",
                "--from",
                "2025-01-31",
                "--to",
                "2025-02-20");
        assertThat(result.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.json().path("error").path("code").asString()).isEqualTo("window-overlap");
        assertThat(scene.json("simulations").path("simulations")).isEmpty();
    }

    @Test
    void aWindowWithFewMaturedOutcomesIsInconclusive() {
        scene.json("import", "--task", T, "--file", events.toString());
        scene.json("train", "--task", T, "--as-of", "2025-02-01");
        CommandScene.Result result = scene.run(
                "simulate",
                "--task",
                T,
                "--candidate",
                "v1",
                "--live",
                "none",
                "--from",
                "2025-02-01",
                "--to",
                "2025-02-21",
                "--known-at",
                "2025-02-10",
                "--require-approved");
        assertThat(result.exit()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(result.json().path("verdict").path("reason").asString()).contains("outcome", "matured");
        assertThat(result.json().path("outcomes").path("coverage").asDouble()).isLessThan(0.9);
    }

    @Test
    void anUnknownKeyInTheTaskFileNamesFileLineAndKey() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.yaml"), RentalFile.TASK.replace("seed: 7", "sead: 7"));
        Path target = folder.resolve("never");
        CommandScene.Result result = scene.runPlain("init", target.toString(), "--task", bad.toString());
        assertThat(result.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err())
                .contains("bad.yaml:31: training.sead: unknown key")
                .hasLineCount(1);
        assertThat(target).doesNotExist();
    }

    @Test
    void aMissingColumnIsNamedAndNothingIsTaken() throws IOException {
        Path bad = Files.writeString(
                folder.resolve("bad.csv"),
                Files.readString(events).replaceFirst(",price,price_per_m2,", ",preis,quadratmeterpreis,"));
        CommandScene.Result result = scene.run("import", "--task", T, "--file", bad.toString());
        assertThat(result.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("price, price_per_m2");
        assertThat(scene.run("train", "--task", T, "--as-of", "2025-02-01").exit())
                .isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void brokenRowsGoToTheRejectsFileAndNothingElseIsLost() throws IOException {
        Path mixed = Files.writeString(
                folder.resolve("mixed.csv"),
                Files.readString(events)
                        + "x1,2025-03-01T00:00:00Z,s1,private,Delft,west,cheap,,50,2,no,5,no,9,phone,no,nl,0,,,no,2025-03-02\n"
                        + "x2,tomorrow\n");
        CommandScene.Result result = scene.run("import", "--task", T, "--file", mixed.toString());
        assertThat(result.exit()).isEqualTo(ExitCode.DONE);
        assertThat(result.json().path("events").asInt()).isEqualTo(2400);
        assertThat(result.json().path("rejected").asInt()).isEqualTo(2);
        assertThat(Files.readString(Path.of(result.json().path("rejectsFile").asString())))
                .contains("2402", "price: expected a number", "2403", "expected 22 values");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        assertThat(scene.runPlain("simulate").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scene.runPlain("nonsense").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(scene.run("train", "--task", T, "--as-of", "yesterday").exit())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aDirectoryThatIsNoWorkspaceSaysHowToMakeOne() {
        CommandScene.Result result = new CommandScene(folder).run("models");
        assertThat(result.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).contains("is no workspace", "understudy init");
    }

    @Test
    void secretsAreNeverShown() {
        CommandScene secret = new CommandScene(
                scene.workspace(), Map.of("CI", "true", "UNDERSTUDY_DATABASE_PASSWORD", "canary-83b1"));
        assertThat(secret.run("settings").out()).doesNotContain("canary-83b1").contains("(hidden)");
        CommandScene.Result flag = scene.run("settings", "--setting", "database.password=canary-83b1");
        assertThat(flag.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(flag.out() + flag.err()).doesNotContain("canary-83b1");
    }

    @Test
    void aPostgresqlThatIsAwayIsWorthARetry() {
        CommandScene.Result result =
                scene.run("models", "--setting", "database.kind=postgresql", "--setting", "database.port=1");
        assertThat(result.exit()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(result.json().path("error").path("code").asString()).isEqualTo("database-unavailable");
    }
}
