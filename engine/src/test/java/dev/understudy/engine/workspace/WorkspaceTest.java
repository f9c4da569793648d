package dev.understudy.engine.workspace;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.scene.TaskScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Making workspaces, adding tasks, and refusing what is none. */
class WorkspaceTest {
    private static final TaskName HOTELS = new TaskName("hotels");

    @TempDir
    Path folder;

    private Path directory;

    @BeforeEach
    void name() {
        directory = folder.resolve("new/workspace");
    }

    @Test
    void aFreshDirectoryBecomesAWorkspaceWithTheTask() {
        assertThat(Workspace.init(directory, TaskScene.file(folder))).isEqualTo(HOTELS);

        Workspace workspace = open();
        assertThat(workspace.tasks()).containsExactly(HOTELS);
        assertThat(workspace.task(HOTELS)).isEqualTo(TaskScene.task());
        assertThat(workspace.settings().value(SettingKey.DATABASE_KIND)).isEqualTo("h2");
    }

    @Test
    void anEmptyDirectoryWillDo() throws IOException {
        Files.createDirectories(directory);

        Workspace.init(directory, TaskScene.file(folder));

        assertThat(open().tasks()).hasSize(1);
    }

    @Test
    void anExistingWorkspaceTakesOneMoreTaskAndKeepsItsSettings() throws IOException {
        Workspace.init(directory, TaskScene.file(folder));
        Files.writeString(directory.resolve(Settings.FILE), "apiVersion: understudy/v1\nstore: {directory: mine}\n");

        Workspace.init(directory, TaskScene.file(folder, "task: hotels", "task: bikes"));

        assertThat(open().tasks()).containsExactly(new TaskName("bikes"), HOTELS);
        assertThat(open().path(SettingKey.STORE_DIRECTORY)).isEqualTo(directory.resolve("mine"));
    }

    @Test
    void aFileThatIsNotNamedAfterATaskIsNamedInTheComplaint() throws IOException {
        Workspace.init(directory, TaskScene.file(folder));
        Files.writeString(directory.resolve("tasks/Copy of hotels.yaml"), "");

        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> open().tasks()).contains("tasks/Copy of hotels.yaml");
    }

    @Test
    void aTaskWhoseAlgorithmDoesNotFitIsRefusedAtOnce() {
        assertRefused(
                        ErrorCode.TRAINING_INVALID,
                        () -> Workspace.init(
                                directory, TaskScene.file(folder, "algorithm: random-forest", "algorithm: ridge")))
                .contains("ridge does not fit a binary task");
        assertThat(directory).doesNotExist();
    }

    @Test
    void theSameTaskAgainIsNoError() {
        Workspace.init(directory, TaskScene.file(folder));

        assertThat(Workspace.init(directory, TaskScene.file(folder))).isEqualTo(HOTELS);
    }

    @Test
    void anotherTaskUnderTheSameNameIsRefusedAndTheFirstIsKept() {
        Workspace.init(directory, TaskScene.file(folder));

        assertRefused(
                        ErrorCode.WORKSPACE_INVALID,
                        () -> Workspace.init(directory, TaskScene.file(folder, "seed: 7", "seed: 8")))
                .contains("hotels");
        assertThat(open().task(HOTELS).training().seed()).isEqualTo(7);
    }

    @Test
    void aForeignDirectoryIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("thesis.txt"), "mine");

        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> Workspace.init(directory, TaskScene.file(folder)))
                .contains("neither empty nor a workspace");
        assertThat(directory).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
    }

    @Test
    void aBrokenTaskFileMakesNothing() {
        assertRefused(
                ErrorCode.TASK_FILE_INVALID,
                () -> Workspace.init(directory, TaskScene.file(folder, "kind: binary", "kind: unknown")));
        assertThat(directory).doesNotExist();
    }

    @Test
    void anUnknownTaskIsToldWithTheOnesThereAre() {
        Workspace.init(directory, TaskScene.file(folder));

        assertRefused(ErrorCode.UNKNOWN_TASK, () -> open().task(new TaskName("bikes")))
                .contains("bikes", "hotels");
    }

    @Test
    void aTaskInAFileOfAnotherNameIsRefused() throws IOException {
        Workspace.init(directory, TaskScene.file(folder));
        Files.writeString(directory.resolve("tasks/bikes.yaml"), TaskScene.BINARY);

        assertRefused(ErrorCode.TASK_FILE_INVALID, () -> open().task(new TaskName("bikes")))
                .contains("bikes.yaml", "hotels");
    }

    @Test
    void aDirectoryThatIsNoneCannotBeOpened() {
        assertRefused(ErrorCode.WORKSPACE_INVALID, this::open).contains("is no workspace");
    }

    @ParameterizedTest
    @CsvSource({
        "database.kind, oracle, expected h2 or postgresql",
        "database.port, 70000, expected a port",
        "database.port, 5432?ssl=false, expected a port",
        "database.host, h;x, database host",
        "database.passwordFile, absent, password",
    })
    void aBadDatabaseSettingIsRefusedBeforeAnythingIsOpened(String path, String value, String message) {
        Workspace.init(directory, TaskScene.file(folder));
        Map<String, String> flags =
                path.equals("database.kind") ? Map.of(path, value) : Map.of("database.kind", "postgresql", path, value);

        try (Engine engine = new Engine(
                Workspace.open(directory, flags, Map.of()), InstantSource.fixed(Instant.EPOCH), Duration.ZERO)) {
            assertRefused(ErrorCode.WORKSPACE_INVALID, engine::database).contains(message);
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    private Workspace open() {
        return Workspace.open(directory, Map.of(), Map.of());
    }
}
