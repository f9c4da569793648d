package dev.understudy.engine.release;

import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.release.ReleaseProcessTest.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JGitSystemTest {
    @TempDir
    Path directory;

    @Test
    void theUsersSettingsAreNotRead() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        File settings = Files.writeString(home.resolve(".gitconfig"), "[core\n").toFile();
        assertThatThrownBy(() -> new FileBasedConfig(settings, FS.DETECTED).load())
                .as("whoever reads them, fails")
                .isInstanceOf(ConfigInvalidException.class);
        File before = FS.DETECTED.userHome();
        FS.DETECTED.setUserHome(home.toFile());
        try {
            merged(new ConfigScene(directory).release("v1", STAGING));
        } finally {
            FS.DETECTED.setUserHome(before);
        }
        assertThat(home).isDirectoryNotContaining("glob:**/.config");
    }

    @Test
    void noEnvironmentAndNoMachineIsSeen() {
        JGitSystem.isolate();
        JGitSystem.isolate();

        assertThat(SystemReader.getInstance()).isInstanceOf(JGitSystem.class);
        assertThat(SystemReader.getInstance().getenv("PATH")).isNull();
        assertThat(SystemReader.getInstance().getHostname()).isEqualTo("localhost");
    }

    @Test
    void whatIsWrittenIsForcedToTheDisk() throws Exception {
        JGitSystem.isolate();

        assertThat(SystemReader.getInstance().getUserConfig().getBoolean("core", "fsyncObjectFiles", false))
                .isTrue();
        assertThat(SystemReader.getInstance().getUserConfig().getBoolean("core", "fsyncRefFiles", false))
                .isTrue();
    }

    @Test
    void theDiskIsNotProbed() throws Exception {
        JGitSystem.isolate();

        assertThat(FS.FileStoreAttributes.get(directory).getFsTimestampResolution())
                .isEqualTo(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingIsPrinted() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capture);
        System.setErr(capture);
        try {
            merged(new ConfigScene(directory).release("v1", STAGING));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
