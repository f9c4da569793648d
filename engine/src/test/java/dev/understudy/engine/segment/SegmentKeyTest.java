package dev.understudy.engine.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskName;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentKeyTest {
    private static final LocalDate DAY = LocalDate.parse("2026-03-01");

    private static SegmentKey key(int part, int parts) {
        return new SegmentKey(new TaskName("t"), DAY, part, parts);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "131072,1", "131073,2", "1000000,8", "9223372036854775807,1024"})
    void busyDaysAreCut(long events, int parts) {
        assertThat(SegmentKey.partsFor(events)).isEqualTo(parts);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 64, 1024})
    void stretchesFollowEachOtherOverTheWholeDay(int parts) {
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        for (int part = 0; part < parts; part++) {
            assertThat(key(part, parts).window().from()).isEqualTo(at);
            at = key(part, parts).window().to();
        }
        assertThat(at).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void filesOfOtherCutsHaveOtherNames() {
        assertThat(key(0, 1).file(java.nio.file.Path.of("d"), "events"))
                .isNotEqualTo(key(0, 2).file(java.nio.file.Path.of("d"), "events"));
    }
}
