package dev.understudy.engine.jobs;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.serving.OfferedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobPayloadJsonTest {
    @Test
    void eventsComeBackAsTheyWereOffered() {
        List<OfferedEvent> events = List.of(
                new OfferedEvent(
                        Optional.of("é\"\\🙂"),
                        Optional.of("2025-01-01"),
                        Map.of("price", "1e3", "note", "a\nb", "id", "x")),
                new OfferedEvent(Optional.empty(), Optional.empty(), Map.of()));

        assertThat(JobPayloadJson.read(JobPayloadJson.write(events))).isEqualTo(events);
    }

    @Test
    void theSameEventsAreTheSamePayload() {
        OfferedEvent event = new OfferedEvent(Optional.of("a"), Optional.of("b"), Map.of("z", "1", "m", "2", "a", "3"));

        assertThat(JobPayloadJson.write(List.of(event)))
                .isEqualTo("[{\"id\":\"a\",\"time\":\"b\",\"input\":{\"a\":\"3\",\"m\":\"2\",\"z\":\"1\"}}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "[{", "[{\"id\":\"a\",\"other\":1}]", "[1]"})
    void anythingElseIsRefused(String payload) {
        assertRefused(ErrorCode.DATA_INVALID, () -> JobPayloadJson.read(payload));
    }
}
