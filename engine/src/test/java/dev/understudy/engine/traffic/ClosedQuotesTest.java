package dev.understudy.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a quote that opens a value and is never closed is an error. */
class ClosedQuotesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,b",
                "\"a\",b",
                "a,\"b\"",
                "a,\"b\nc\"\n",
                "\"\"",
                "\"a\"\"b\"",
                "\"\"\"\"",
                "5\" pipe",
                "a\"",
                "a,5\"\nb",
                "\"a\"\n\"b\"\r\n\"c\""
            })
    void closedQuotesPassUnchanged(String text) throws IOException {
        for (int buffer = 1; buffer < 5; buffer++) {
            assertThat(read(text, buffer)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`\"` | 1",
                "`a,\"b` | 1",
                "`a\nb,\"c\nd` | 2",
                "`a\r\nb\r\n\"c` | 3",
                "`a\rb\r\"c` | 3",
                "`\"a\n\",\"b` | 2",
                "`\"\"\"` | 1",
                "`x\n\"a\"\"` | 2",
                "`\"a\"\n\"\"\"b` | 2"
            })
    void anOpenQuoteIsToldWithItsLine(String text, int line) {
        for (int buffer = 1; buffer < 5; buffer++) {
            int size = buffer;
            assertThatThrownBy(() -> read(text, size))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the quote that opens in line " + line + " is never closed");
        }
        assertThatThrownBy(() -> one(text)).hasMessageContaining("line " + line);
    }

    private static String read(String text, int size) throws IOException {
        try (Reader reader = new ClosedQuotes(new StringReader(text))) {
            StringBuilder read = new StringBuilder();
            char[] buffer = new char[size + 2];
            for (int length = reader.read(buffer, 1, size); length >= 0; length = reader.read(buffer, 1, size)) {
                read.append(buffer, 1, length);
            }
            return read.toString();
        }
    }

    private static void one(String text) throws IOException {
        try (Reader reader = new ClosedQuotes(new StringReader(text))) {
            int read;
            do {
                read = reader.read();
            } while (read >= 0);
        }
    }
}
