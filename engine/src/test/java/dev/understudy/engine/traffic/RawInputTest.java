package dev.understudy.engine.traffic;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The raw input is the same however it came, and hostile JSON does not get in. */
class RawInputTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17 | 17",
                "17.0 | 17",
                "17 | \"17\"",
                "1e1 | 10.0",
                "-0 | 0",
                "PRT | \"PRT\"",
                "true | true",
                "007 | \"007\"",
                "0.5 | 5e-1",
                "1e40 | 1e40",
                "1.5e-39 | 1.5e-39"
            })
    void cellsAndJsonGiveTheSameCanonicalJson(String cell, String json) {
        RawInput ofCell = RawInput.of(Map.of("a", cell));
        RawInput ofJson = RawInput.ofJson("{\"a\": " + json + "}");

        assertThat(ofCell).isEqualTo(ofJson).hasSameHashCodeAs(ofJson);
        assertThat(ofCell.toJson()).isEqualTo(ofJson.toJson());
    }

    @Test
    void theOrderOfNamesDoesNotMatter() {
        Map<String, String> reversed = new LinkedHashMap<>();
        reversed.put("b", "2");
        reversed.put("a", "x");

        assertThat(RawInput.of(reversed).toJson()).isEqualTo("{\"a\":\"x\",\"b\":2}");
        assertThat(RawInput.ofJson("{\"b\":2,\"a\":\"x\"}").toJson()).isEqualTo("{\"a\":\"x\",\"b\":2}");
    }

    @Test
    void emptyAndNullAreMissing() {
        assertThat(RawInput.ofJson("{\"a\": null, \"b\": \"\"}").toJson()).isEqualTo("{}");
        assertThat(RawInput.of(Map.of("a", "")).get("a")).isNull();
    }

    @Test
    void otherContentIsAnotherInput() {
        assertThat(RawInput.ofJson("{\"a\":1}")).isNotEqualTo(RawInput.ofJson("{\"a\":2}"));
        assertThat(RawInput.ofJson("{\"a\":1}")).isNotEqualTo(RawInput.ofJson("{\"b\":1}"));
    }

    @Test
    void theCanonicalJsonReadsBackAsTheSame() {
        Random random = new Random(2);
        String[] values = {"1e40", "15e400", "0.1", "-0", "007", "\"", "\\", "\u0001", "\u2028", "🙂", "é", "\n", "a,b"
        };
        for (int i = 0; i < 500; i++) {
            Map<String, String> input = new LinkedHashMap<>();
            for (int j = random.nextInt(6); j >= 0; j--) {
                input.put(
                        "n" + random.nextInt(9) + values[random.nextInt(values.length)],
                        values[random.nextInt(values.length)]);
            }
            RawInput raw = RawInput.of(input);

            assertThat(RawInput.ofJson(raw.toJson())).isEqualTo(raw);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "17",
                "\"a\"",
                "{",
                "{\"a\":1",
                "{\"a\"}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":[1]}",
                "{\"a\":{\"b\":1}}",
                "{\"a\":1/*c*/}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\\ud800\"}",
                "{\"\\ud800\":1}"
            })
    void hostileJsonIsRefused(String json) {
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.ofJson(json)).startsWith("the input");
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.ofJson("[".repeat(1_000_000)));
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.ofJson("{\"a\":".repeat(1_000_000)));
    }

    @Test
    void aNumberOfManyDigitsIsRefused() {
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.ofJson("{\"a\":" + "9".repeat(1_000_000) + "}"));
    }

    @Test
    void aHugeExponentCostsNothing() {
        assertThat(RawInput.ofJson("{\"a\":1e999999999}").get("a")).isEqualTo("1e999999999");
    }

    @Test
    void whatTheLogCannotKeepIsRefused() {
        String longest = "x".repeat(RawInput.LONGEST - "{\"a\":\"\"}".length());

        assertThat(RawInput.of(Map.of("a", longest)).toJson()).hasSize(RawInput.LONGEST);
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.of(Map.of("a", longest + "x")))
                .contains("1000000");
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.of(Map.of("a", "\u0001".repeat(300_000))));
    }

    @Test
    void aNameThatCouldNotBeReadBackIsRefused() {
        assertThat(RawInput.ofJson(RawInput.of(Map.of("n".repeat(1_000), "1")).toJson())
                        .values())
                .hasSize(1);
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.of(Map.of("n".repeat(1_001), "1")));
    }

    @Test
    void textThatNoDatabaseKeepsIsRefused() {
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.of(Map.of("a", "x\0y")))
                .contains("\"a\":");
        assertRefused(ErrorCode.DATA_INVALID, () -> RawInput.of(Map.of("a", "x\ud83d")))
                .contains("\"a\":");
    }

    @Test
    void whatIsWrittenByHandIsWhatTheLibraryWrites() {
        for (int c = 1; c < Character.MIN_SURROGATE; c++) {
            SortedMap<String, String> values =
                    new TreeMap<>(Map.of("a", "x" + (char) c, "b" + (char) c, "-1.5", "c", "1e5"));

            assertThat(RawInputJson.write(values)).as("character %d", c).isEqualTo(RawInputJson.writeEscaped(values));
        }
    }
}
