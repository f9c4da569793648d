package dev.understudy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Events of the sample world by command, and what they are good for. */
class SampleCommandTest {
    @TempDir
    private Path folder;

    private CommandScene scene() {
        return new CommandScene(folder.resolve("workspace"));
    }

    private CommandScene.Result sample(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "sample";
        all[1] = folder.resolve("sample").toString();
        System.arraycopy(options, 0, all, 2, options.length);
        return scene().run(all);
    }

    @Test
    void theFilesMakeAWorkspaceAndAnImportWithoutARejectedRow() {
        JsonNode written = sample("--events", "3000", "--seed", "4").json();
        assertThat(written.path("events").asLong()).isEqualTo(3000);
        assertThat(written.path("seconds").asDouble()).isPositive();
        assertThat(written.path("files")).hasSize(3).allMatch(file -> Files.isRegularFile(Path.of(file.asString())));
        CommandScene scene = scene();
        scene.runPlain(
                "init",
                scene.workspace().toString(),
                "--task",
                written.path("files").get(1).asString());
        JsonNode imported = scene.json(
                "import",
                "--task",
                "listing-scam",
                "--file",
                written.path("files").get(0).asString());
        assertThat(imported.path("events").asLong()).isEqualTo(3000);
        assertThat(imported.path("outcomes").asLong()).isEqualTo(3000);
        assertThat(imported.path("rejected").asLong()).isZero();
        assertThat(imported.path("warnings")).isEmpty();
    }

    @Test
    void parquetIsWrittenWhereItIsAskedFor() {
        assertThat(sample("--events", "10", "--format", "parquet")
                        .json()
                        .path("files")
                        .get(0)
                        .asString())
                .endsWith("events.parquet");
    }

    @Test
    void otherEventsInTheSamePlaceAreRefused() {
        assertThat(sample("--events", "100").exit()).isEqualTo(ExitCode.DONE);
        assertThat(sample("--events", "100").exit()).isEqualTo(ExitCode.DONE);
        CommandScene.Result refused = sample("--events", "101");
        assertThat(refused.exit()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(refused.err()).contains("events.csv.gz is there already with other content");
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(sample("--events", "0").exit()).isEqualTo(ExitCode.USAGE);
        assertThat(sample("--events", "1", "--format", "xml").err()).contains("xml", "csv or parquet");
        assertThat(sample().exit()).isEqualTo(ExitCode.USAGE);
        assertThat(folder.resolve("sample")).doesNotExist();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsWorthARetry() throws Exception {
        Files.writeString(folder.resolve("sample"), "a file");
        assertThat(sample("--events", "1").exit()).isEqualTo(ExitCode.UNAVAILABLE);
    }
}
