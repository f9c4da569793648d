package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header of W3C Trace Context, to the letter. */
class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";

    @Test
    void aProperOneIsTakenApartAndAnswered() {
        TraceParent parsed =
                TraceParent.parse("00-" + TRACE + "-" + PARENT + "-01").orElseThrow();
        assertThat(parsed).isEqualTo(new TraceParent(TRACE, PARENT, "01"));
        assertThat(parsed.response("b7ad6b7169203331")).isEqualTo("00-" + TRACE + "-b7ad6b7169203331-01");
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + PARENT + "-01-what-comes-later"))
                .as("a later version")
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01-more",
                "00-" + TRACE + "-" + PARENT + "-1",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "00-" + TRACE + "-" + PARENT + "-01\n",
                " 00-" + TRACE + "-" + PARENT + "-01",
            })
    void anyOtherIsNone(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }
}
