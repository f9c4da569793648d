package dev.understudy.engine.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One form for a value, however it was written. */
class CanonicalValueTest {
    @ParameterizedTest
    @CsvSource({
        "17, 17",
        "17.0, 17",
        "17.00, 17",
        "1.7e1, 17",
        "1e1, 10",
        "1E1, 10",
        "1e+1, 10",
        "100e-1, 10",
        "100, 100",
        "0, 0",
        "-0, 0",
        "0.0, 0",
        "-0.0, 0",
        "0e5, 0",
        "-5.50, -5.5",
        "0.10, 0.1",
        "1e-3, 0.001",
        "123456789012345678, 123456789012345678",
        "1234567890123456789.0, 1234567890123456789"
    })
    void aNumericTextEqualsTheNumber(String written, String canonical) {
        assertThat(CanonicalValue.of(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "00",
                "-007",
                "0x10",
                "+5",
                ".5",
                "5.",
                "1e",
                "1e1000",
                "--5",
                "1,5",
                " 5",
                "5 ",
                "NaN",
                "Infinity",
                "-",
                "12ab",
                "2024-01-01",
                "1_000",
                "١٧",
                "PRT",
                "true",
                " "
            })
    void everythingElseStaysAsItIsWritten(String text) {
        assertThat(CanonicalValue.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void anEmptyTextIsMissing(String text) {
        assertThat(CanonicalValue.of(text)).isNull();
    }

    @Test
    void aNumberTooLongForAQuantityStaysAsItIsWritten() {
        String id = "9".repeat(41) + ".0";

        assertThat(CanonicalValue.of(id)).isEqualTo(id);
    }

    @Test
    void aHugeExponentIsNotWrittenOut() {
        assertThat(CanonicalValue.of("15e400")).isEqualTo("1.5E+401");
        assertThat(CanonicalValue.of("15e-400")).isEqualTo("1.5E-399");
    }

    @Test
    void theCanonicalFormIsItsOwnCanonicalFormAndTheSameNumber() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            String written = number(random);

            String canonical = String.valueOf(CanonicalValue.of(written));

            assertThat(CanonicalValue.of(canonical)).as(written).isEqualTo(canonical);
            assertThat(new BigDecimal(canonical)).as(written).isEqualByComparingTo(new BigDecimal(written));
        }
    }

    private static String number(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(4) == 0 ? "0" : Integer.toString(1 + random.nextInt(100_000)));
        if (random.nextBoolean()) {
            text.append('.').append(random.nextInt(10_000)).append("0".repeat(random.nextInt(3)));
        }
        if (random.nextInt(3) == 0) {
            text.append('e').append(random.nextInt(1_600) - 800);
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"17, 17", "007, 7", "+5, 5", ".5, 0.5", "5., 5", "-1.5E2, -150", "1e-999, 0"})
    void aTextThatSaysANumberIsOne(String text, double number) {
        assertThat(CanonicalValue.number(text)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e999", "0x10", "5f", "5d", "1 000", "", ".", "e5", "١٧", "12,5"})
    void whatSaysNoFiniteNumberIsNone(String text) {
        assertThat(CanonicalValue.number(text)).isEmpty();
    }

    /** What the scanners must accept, as grammars. */
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");

    private static final Pattern ANY_NUMBER =
            Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");

    @Test
    void numbersAreTheOnesOfTheGrammars() {
        Random random = new Random(11);
        String characters = "0123456789..--++eE0 x";
        int numbers = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(9); length > 0; length--) {
                text.append(characters.charAt(random.nextInt(characters.length())));
            }
            String written = text.toString();
            boolean number = ANY_NUMBER.matcher(written).matches();
            numbers += number ? 1 : 0;

            assertThat(CanonicalValue.isJsonNumber(written))
                    .as(written)
                    .isEqualTo(JSON_NUMBER.matcher(written).matches());
            assertThat(CanonicalValue.number(written).isPresent())
                    .as(written)
                    .isEqualTo(number && Double.isFinite(Double.parseDouble(written)));
            assertThat(CanonicalValue.isNumber(written))
                    .as(written)
                    .isEqualTo(CanonicalValue.number(written).isPresent());
        }
        assertThat(numbers).isGreaterThan(10_000);
    }

    @Test
    void aNumberWithMoreDigitsThanAnyFiniteOneIsNone() {
        assertThat(CanonicalValue.isNumber("9".repeat(400))).isFalse();
        assertThat(CanonicalValue.isNumber("0".repeat(400))).isTrue();
    }
}
