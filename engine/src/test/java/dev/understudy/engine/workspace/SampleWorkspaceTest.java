package dev.understudy.engine.workspace;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.scene.TaskScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample world's workspace is made where nothing is, opened again, and never put among other things. */
class SampleWorkspaceTest {
    @TempDir
    Path folder;

    private Workspace prepare(Path directory) {
        return SampleWorkspace.prepare(directory, Map.of(), Map.of());
    }

    @Test
    void itLiesInTheHomeDirectory() {
        Path there = folder.resolve("understudy-sample");
        assertThat(SampleWorkspace.directory(folder)).isEqualTo(there);
        assertThat(SampleWorkspace.directory(Map.of("HOME", folder.toString()))).isEqualTo(there);
        assertThat(SampleWorkspace.directory(Map.of()))
                .isEqualTo(SampleWorkspace.directory(Path.of(System.getProperty("user.home"))));
    }

    @Test
    void aNewDirectoryBecomesItAndIsOpenedAgain() {
        Path directory = folder.resolve("new");
        assertThat(prepare(directory).tasks()).containsExactly(SampleWorkspace.TASK);
        assertThat(prepare(directory).task(SampleWorkspace.TASK).name()).isEqualTo(SampleWorkspace.TASK);
    }

    @Test
    void otherPeoplesFilesAreLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> prepare(folder)).contains("neither empty nor a workspace");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aWorkspaceWithOtherTasksIsLeftAlone() {
        Path directory = folder.resolve("workspace");
        Workspace.init(directory, TaskScene.file(folder));
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> prepare(directory))
                .contains("another workspace, with hotels in it", "sample world");
        assertThat(directory.resolve("sample")).doesNotExist();
    }

    @Test
    void aWorkspaceWithTheSameTaskAndSomebodysEventsIsLeftAlone() throws IOException {
        Workspace workspace = prepare(folder.resolve("workspace"));
        Files.delete(SampleWorkspace.events(workspace));
        prepare(workspace.directory()); // no events yet
        Files.delete(SampleWorkspace.events(workspace));
        Files.createDirectory(workspace.directory().resolve("data"));
        assertRefused(ErrorCode.WORKSPACE_INVALID, () -> prepare(workspace.directory()))
                .contains("another workspace");
    }
}
