package dev.understudy.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtcInstantTest {
    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2024-02-29T10:00:00Z, 2024-02-29T10:00:00Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "2024-12-31T24:00:00Z, 2025-01-01T00:00:00Z",
        "2024-02-29T10:00:00+05:30, 2024-02-29T04:30:00Z",
        "2024-02-29T10:00-01:00, 2024-02-29T11:00:00Z",
        "2024-02-29T10:00:00.123456789Z, 2024-02-29T10:00:00.123456Z",
        "1969-12-31T23:59:59.9999999Z, 1969-12-31T23:59:59.999999Z",
        "0001-01-01, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
    })
    void instantsAndDatesAreUtcToTheMicrosecond(String text, Instant instant) {
        assertThat(UtcInstant.parse(text)).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2023-02-29",
                "2023-02-29T10:00:00Z",
                "2024-13-01T10:00:00Z",
                "2024-00-01T10:00:00Z",
                "2024-01-01T10:60:00Z",
                "2024-01-01T10:00:0xZ",
                "0000-01-01T10:00:00Z",
                "2024-1-1",
                "01.02.2024",
                "2024-01-01T10:00:00",
                "2024-01-01 10:00",
                "1704067200",
                "0000-12-31",
                "-0001-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+1000000000-01-01T00:00:00Z"
            })
    void everythingElseIsRefused(String text) {
        assertThatThrownBy(() -> UtcInstant.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
