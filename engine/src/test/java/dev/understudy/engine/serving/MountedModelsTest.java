package dev.understudy.engine.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.release.PointerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pods find mounted, in the forms in which Kubernetes mounts it, and what must not be taken for it. */
final class MountedModelsTest {
    private static final TaskName TASK = new TaskName("hotels");

    @TempDir
    Path directory;

    private static ModelPointer pointer(int version) {
        return new ModelPointer(
                "file:///store/models/hotels/v" + version,
                new VersionName("v" + version),
                Digest.of(new byte[] {(byte) version}),
                version);
    }

    private static Map<String, String> values(ModelPointer pointer) {
        Map<String, String> values = new LinkedHashMap<>();
        PointerFile.write(pointer).lines().forEach(line -> values.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        return values;
    }

    /** As the kubelet does it: a hidden folder with the files, a link to it that is turned, and links through that. */
    private void mount(ModelPointer pointer, String folder) throws IOException {
        Path task = Files.createDirectories(directory.resolve("hotels"));
        Path hidden = Files.createDirectory(task.resolve(folder));
        for (Map.Entry<String, String> value : values(pointer).entrySet()) {
            Files.writeString(hidden.resolve(value.getKey()), value.getValue());
            Path link = task.resolve(value.getKey());
            if (!Files.isSymbolicLink(link)) {
                Files.createSymbolicLink(link, Path.of("..data", value.getKey()));
            }
        }
        Path turning = task.resolve("..data_tmp");
        Files.createSymbolicLink(turning, Path.of(folder));
        Files.move(turning, task.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private MountedModels mounted() {
        return new MountedModels(directory);
    }

    private void assertInvalid(String words) {
        assertThatThrownBy(() -> mounted().pointer(TASK)).isInstanceOfSatisfying(UnderstudyException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_INVALID);
            assertThat(e).hasMessageContaining(words).hasMessageContaining("hotels");
        });
    }

    @Test
    void readsAConfigMapAndSeesItTurn() throws IOException {
        mount(pointer(1), "..2026_01");
        assertThat(mounted().pointer(TASK)).contains(pointer(1));
        mount(pointer(2), "..2026_02");
        assertThat(mounted().pointer(TASK)).contains(pointer(2));
    }

    @Test
    void neverMixesTwoConfigMapsWhileTheyTurn() throws Exception {
        mount(pointer(1), "..turn-1");
        AtomicBoolean over = new AtomicBoolean();
        Thread turning = Thread.ofPlatform().start(() -> {
            try {
                for (int turn = 2; turn <= 300; turn++) {
                    mount(pointer(1 + turn % 9), "..turn-" + turn);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } finally {
                over.set(true);
            }
        });
        int readings = 0;
        while (!over.get()) {
            try {
                ModelPointer read = mounted().pointer(TASK).orElseThrow();
                assertThat(read).isEqualTo(pointer((int) read.release()));
                readings++;
            } catch (UnderstudyException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE);
            }
        }
        turning.join();
        assertThat(readings).isPositive();
    }

    @Test
    void readsOneFileThatHasAllOfIt() throws IOException {
        Path task = Files.createDirectories(directory.resolve("hotels"));
        Files.writeString(task.resolve("hotels.env"), PointerFile.write(pointer(3)));
        assertThat(mounted().pointer(TASK)).contains(pointer(3));
    }

    @Test
    void aTaskWithoutAFolderHasNothingReleased() {
        assertThat(mounted().pointer(TASK)).isEmpty();
    }

    @Test
    void aMountThatIsGoneIsNotNothing() {
        assertThatThrownBy(() -> new MountedModels(directory.resolve("none")).pointer(TASK))
                .isInstanceOfSatisfying(
                        UnderstudyException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MODEL_URI", "MODEL_VERSION", "MODEL_DIGEST", "MODEL_RELEASE"})
    void aMissingKeyIsNamed(String key) throws IOException {
        mount(pointer(1), "..2026_01");
        Files.delete(directory.resolve("hotels/..2026_01").resolve(key));
        assertInvalid(key);
    }

    @Test
    void readsStrictly() throws IOException {
        mount(pointer(1), "..2026_01");
        Path hidden = directory.resolve("hotels/..2026_01");
        Files.writeString(hidden.resolve("MODEL_EXTRA"), "x");
        assertInvalid("no other");
        Files.delete(hidden.resolve("MODEL_EXTRA"));
        for (String release : List.of("", "0", "01", "-1", "1 ", "1\n\n", "9999999999999")) {
            Files.writeString(hidden.resolve("MODEL_RELEASE"), release);
            assertInvalid("MODEL_RELEASE");
        }
        Files.writeString(hidden.resolve("MODEL_RELEASE"), "x".repeat(10_000));
        assertInvalid("8192");
        Files.writeString(hidden.resolve("MODEL_RELEASE"), "1\n"); // as an editor writes it
        assertThat(mounted().pointer(TASK)).contains(pointer(1));
    }

    @Test
    void variablesNameTheModelOfASingleTask() {
        Map<String, String> variables = new LinkedHashMap<>(values(pointer(4)));
        variables.put("PATH", "/bin");
        VariableModel model = VariableModel.of(List.of(TASK), variables);
        assertThat(model.pointer(TASK)).contains(pointer(4));
        assertThat(model.pointer(new TaskName("other"))).isEmpty();
        assertThat(VariableModel.isIn(Map.of("PATH", "/bin"))).isFalse();
        assertThat(VariableModel.isIn(Map.of("MODEL_URI", ""))).isTrue();
    }

    @Test
    void variablesThatDoNotFitAreRefusedAtTheStart() {
        Map<String, String> variables = values(pointer(4));
        assertWrong(List.of(TASK, new TaskName("other")), variables, "single task");
        variables.remove("MODEL_DIGEST");
        assertWrong(List.of(TASK), variables, "MODEL_DIGEST");
    }

    private static void assertWrong(List<TaskName> tasks, Map<String, String> variables, String words) {
        assertThatThrownBy(() -> VariableModel.of(tasks, variables))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID);
                    assertThat(e).hasMessageContaining(words);
                });
    }
}
