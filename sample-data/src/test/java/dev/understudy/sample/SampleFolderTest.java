package dev.understudy.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder gets all of its files or none, and keeps what it has. */
class SampleFolderTest {
    private static final World WORLD = new World(WorldSpec.standard(1));
    private static final World OTHER = new World(WorldSpec.standard(2));
    private static final long NUMBER = 10_000;

    @TempDir
    private Path folder;

    private static List<Path> write(Path folder, World world, EventsFormat format) throws IOException {
        return SampleFolder.write(folder, world, NUMBER, format, Progress.UNWATCHED);
    }

    private static List<String> lines(Path gzip) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void csvHasAHeaderAndALineForEachListing() throws IOException {
        List<Path> files = write(folder.resolve("new"), WORLD, EventsFormat.CSV);
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("events.csv.gz", "task.yaml", "business.csv");
        List<String> lines = lines(files.getFirst());
        assertThat(lines).hasSize((int) NUMBER + 1);
        assertThat(lines.getFirst()).startsWith("id,posted_at,seller,").endsWith(",scam,known_at");
        assertThat(lines.get(1)).startsWith("l0,2025-01-01T0");
    }

    @ParameterizedTest
    @EnumSource
    void theSameAgainChangesNothing(EventsFormat format) throws IOException {
        Path events = write(folder, WORLD, format).getFirst();
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(events, longAgo);
        write(folder, WORLD, format);
        assertThat(Files.getLastModifiedTime(events)).isEqualTo(longAgo);
        assertThat(names()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void otherContentIsRefusedAndLeftAlone(EventsFormat format) throws IOException {
        Path events = write(folder, WORLD, format).getFirst();
        byte[] before = Files.readAllBytes(events);
        assertThatThrownBy(() -> write(folder, OTHER, format))
                .isInstanceOf(OtherContentException.class)
                .hasMessageContaining(events.toString())
                .hasMessageContaining("other content");
        assertThat(Files.readAllBytes(events)).isEqualTo(before);
        assertThat(names()).hasSize(3);
    }

    @Test
    void moreOfTheSameOrATornFileIsOtherContentToo() throws IOException {
        Path events = write(folder, WORLD, EventsFormat.CSV).getFirst();
        byte[] whole = Files.readAllBytes(events);
        Files.write(events, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> write(folder, WORLD, EventsFormat.CSV)).isInstanceOf(OtherContentException.class);
        Files.write(events, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> write(folder, WORLD, EventsFormat.CSV)).isInstanceOf(OtherContentException.class);
    }

    @Test
    void whereOneFileIsForeignNoneIsWritten() throws IOException {
        Files.writeString(folder.resolve(SampleFolder.BUSINESS_FILE), "somebody else's");
        assertThatThrownBy(() -> write(folder, WORLD, EventsFormat.CSV)).isInstanceOf(OtherContentException.class);
        assertThat(names()).containsExactly(SampleFolder.BUSINESS_FILE);
    }

    @Test
    void aCancelledRunLeavesNothing() throws IOException {
        Progress cancelled = new Progress() {
            private boolean begun;

            @Override
            public void listings(long done, long total) {
                begun = done > 0;
            }

            @Override
            public boolean isCancelled() {
                return begun;
            }
        };
        assertThatThrownBy(() -> SampleFolder.write(folder, WORLD, NUMBER, EventsFormat.CSV, cancelled))
                .isInstanceOf(CancellationException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void businessMeasuresFollowTheWave() throws IOException {
        write(folder, WORLD, EventsFormat.CSV);
        List<String> lines = Files.readAllLines(folder.resolve(SampleFolder.BUSINESS_FILE));
        assertThat(lines.getFirst()).isEqualTo("time,name,value");
        assertThat(lines).hasSize(1 + 150 * 3);
        assertThat(complaints(lines, 100, 149)).isGreaterThan(1.3 * complaints(lines, 40, 89));
    }

    private static double complaints(List<String> lines, int from, int to) {
        return lines.stream()
                .filter(line -> line.contains(",complaints,"))
                .skip(from)
                .limit(to - from + 1L)
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(',') + 1)))
                .average()
                .orElseThrow();
    }
}
