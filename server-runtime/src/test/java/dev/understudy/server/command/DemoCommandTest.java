package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole loop by one command, as a user runs it first. */
class DemoCommandTest {
    @TempDir
    private Path home;

    private CommandScene scene() {
        return new CommandScene(home, Map.of("CI", "true", "HOME", home.toString()));
    }

    @Test
    void theFirstRunGoesThroughTheLoopAndTheSecondSaysWhatIsThere() {
        Path workspace = home.resolve("understudy-sample");
        CommandScene.Result first = scene().runPlain("demo");
        assertThat(first.exit()).as(first.err()).isEqualTo(ExitCode.DONE);
        assertThat(first.out())
                .contains("APPROVED: v2 is better than v1")
                .contains("v2 was published to staging")
                .contains("v1 in production, v2 in staging")
                .contains("understudy release --task listing-scam --version v2 --environment production");

        CommandScene.Result again = scene().runPlain("demo", "--output", "json", "--workspace", workspace.toString());
        assertThat(again.exit()).isEqualTo(ExitCode.DONE);
        JsonNode found = again.json();
        assertThat(found.path("found").asBoolean()).isTrue();
        assertThat(found.path("workspace").asString()).isEqualTo(workspace.toString());
        assertThat(found.path("simulation").asString()).isEqualTo("s-0002");
        assertThat(found.path("verdict").path("decision").asString()).isEqualTo("approved");
        assertThat(Path.of(found.path("report").asString())).isRegularFile();
        assertThat(found.path("release").path("environment").asString()).isEqualTo("staging");
        assertThat(found.path("release").path("version").asString()).isEqualTo("v2");
        assertThat(found.path("live").path("production").asString()).isEqualTo("v1");

        // the user's next step is possible as it is printed
        new CommandScene(workspace)
                .json("release", "--task", "listing-scam", "--version", "v2", "--environment", "production");
        assertThat(scene().runPlain("demo").out()).contains("v2 in production").doesNotContain("understudy release");
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws IOException {
        Files.writeString(home.resolve("thesis.txt"), "mine");
        CommandScene.Result refused = scene().runPlain("demo", home.toString());
        assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("neither empty nor a workspace");
        assertThat(scene().run("demo").exit()).isEqualTo(ExitCode.BAD_INPUT);
    }

    @Test
    void twoDirectoriesAreOneTooMany() {
        assertThat(scene().run("demo", "here").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(home).isEmptyDirectory();
    }
}
