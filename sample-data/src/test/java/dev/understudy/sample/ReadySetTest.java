package dev.understudy.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small set that lies beside the sources is what the generator gives today. */
class ReadySetTest {
    private static final Path READY = Path.of("listings").toAbsolutePath();
    private static final long SEED = 1;
    private static final long NUMBER = 6000;

    @Test
    void theGeneratorGivesItAgainToTheByte() throws IOException {
        assertThat(READY)
                .isDirectoryContaining(file -> file.endsWith("events.csv.gz"))
                .isDirectoryContaining(file -> file.endsWith("task.yaml"))
                .isDirectoryContaining(file -> file.endsWith("business.csv"));
        // files that are there are compared byte by byte, and refused if they differ
        List<Path> files = SampleFolder.write(
                READY, new World(WorldSpec.standard(SEED)), NUMBER, EventsFormat.CSV, Progress.UNWATCHED);
        assertThat(files).hasSize(3).allMatch(Files::isRegularFile);
        assertThat(Files.size(files.getFirst())).isLessThan(1_000_000);
    }
}
