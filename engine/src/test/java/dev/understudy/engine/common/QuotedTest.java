package dev.understudy.engine.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`plain é 🙂` , `\"plain é 🙂\"`",
                "`a\nb\tc` , `\"a\\u000ab\\u0009c\"`",
                "`\u001b[31m` , `\"\\u001b[31m\"`",
                "`a\u202eb` , `\"a\\u202eb\"`",
                "`a\u2028b` , `\"a\\u2028b\"`",
            })
    void whatCouldForgeAMessageIsWrittenOut(String text, String quoted) {
        assertThat(Quoted.of(text)).isEqualTo(quoted);
    }

    @Test
    void aLoneSurrogateIsWrittenOut() {
        assertThat(Quoted.of("a\ud83d")).isEqualTo("\"a\\ud83d\"");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(Quoted.of("🙂".repeat(120))).isEqualTo("\"" + "🙂".repeat(120) + "\"");
        assertThat(Quoted.of("🙂".repeat(121))).isEqualTo("\"" + "🙂".repeat(120) + "…\"");
    }
}
