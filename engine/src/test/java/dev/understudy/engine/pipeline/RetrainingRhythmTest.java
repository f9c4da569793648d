package dev.understudy.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetrainingRhythmTest {
    private static Instant latest(String every, String now) {
        return new RetrainingRhythm(Duration.parse(every)).latest(Instant.parse(now));
    }

    @ParameterizedTest
    @CsvSource({
        "P1D, 2026-12-01T00:00:00Z, 2026-12-01T00:00:00Z",
        "P1D, 2026-12-01T03:00:07.123Z, 2026-12-01T00:00:00Z",
        "P1D, 2026-12-01T23:59:59.999999Z, 2026-12-01T00:00:00Z",
        "P1D, 2024-02-29T12:00:00Z, 2024-02-29T00:00:00Z",
        "PT6H, 2026-12-01T17:59:59Z, 2026-12-01T12:00:00Z",
        "P7D, 2026-12-01T03:00:00Z, 2026-11-30T00:00:00Z",
        "P1D, 1969-12-31T12:00:00Z, 1969-12-31T00:00:00Z",
    })
    void theMomentIsTheBeginningOfThePeriod(String every, String now, String moment) {
        assertThat(latest(every, now)).isEqualTo(Instant.parse(moment));
    }

    @Test
    void weeksBeginOnMondays() {
        assertThat(latest("P7D", "2026-12-01T03:00:00Z")
                        .atOffset(ZoneOffset.UTC)
                        .getDayOfWeek())
                .isEqualTo(DayOfWeek.MONDAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-24H", "PT59S", "PT90.5S"})
    void periodsThatAreNoneAreRefused(String every) {
        assertThatThrownBy(() -> new RetrainingRhythm(Duration.parse(every)))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }
}
