package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.command.CommandScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ConfigMap that is edited in its place: the real program sees what the kubelet then does to the mounted folder. */
class MountedConfigMapTest {
    @TempDir
    Path folder;

    private int mounts;

    /** A new folder, then the link to it is turned in one step; the files are links through it, and the old ones go. */
    private void mount(String pointer) throws IOException {
        Path task = Files.createDirectories(folder.resolve("mounted").resolve(ServedProcess.TASK));
        Path fresh = Files.createDirectory(task.resolve("..2026_12_01_" + mounts++));
        List<String> lines = pointer.lines().toList();
        for (String line : lines) {
            String[] pair = line.split("=", 2);
            Files.writeString(fresh.resolve(pair[0]), pair[1]);
        }
        Path data = task.resolve("..data");
        Path before = mounts > 1 ? data.toRealPath() : fresh;
        Path turned = Files.createSymbolicLink(task.resolve("..data_tmp"), fresh.getFileName());
        Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE);
        for (String line : lines) {
            String name = line.split("=", 2)[0];
            if (mounts == 1) {
                Files.createSymbolicLink(task.resolve(name), Path.of("..data", name));
            } else {
                Files.delete(before.resolve(name));
            }
        }
        if (mounts > 1) {
            Files.delete(before);
        }
    }

    @Test
    void aTurnedLinkBringsTheNextModelAndALowerCounterIsRefused() throws Exception {
        CommandScene commands = ServedProcess.workspace(folder);
        String first = ServedProcess.released(commands, "v1");
        String second = ServedProcess.released(commands, "v2");
        mount(first);
        try (ServedProcess served = ServedProcess.start(
                commands.workspace(), "--models", folder.resolve("mounted").toString())) {
            served.awaitModel(model -> model.path("version").asString().equals("v1"));

            mount(second.replace("MODEL_RELEASE=1", "MODEL_RELEASE=2"));
            served.awaitModel(model -> model.path("version").asString().equals("v2"));
            assertThat(served.model().path("stale").asBoolean()).isFalse();

            mount(first);
            served.awaitModel(model -> model.path("stale").asBoolean());
            assertThat(served.model().path("version").asString()).isEqualTo("v2");
            assertThat(served.model().path("release").asInt()).isEqualTo(2);
            assertThat(served.predict("a").path("version").asString()).isEqualTo("v2");

            mount(first.replace("MODEL_RELEASE=1", "MODEL_RELEASE=3")); // a rollback
            served.awaitModel(model -> model.path("version").asString().equals("v1"));
            assertThat(served.model().path("stale").asBoolean()).isFalse();
        }
    }
}
