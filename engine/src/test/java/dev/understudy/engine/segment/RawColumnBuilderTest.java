package dev.understudy.engine.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.traffic.CanonicalValue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawColumnBuilderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "0.1",
                "-0.1",
                "123456789012345",
                "0.00000000000001",
                "1000000000000000000000",
                "99999999999999.5",
                "0.30000000000000004"
            })
    void aNumberThatGivesItsTextBackIsOne(String text) {
        double number = RawColumnBuilder.reversible(text);

        assertThat(number).isEqualTo(Double.parseDouble(text));
        assertThat(CanonicalValue.ofNumber(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "1.",
                ".5",
                "-",
                "-0",
                "1.50",
                "+1",
                "1e5",
                "12-3",
                "1.2.3",
                "123456789012345678",
                "NaN",
                "0.1234567890123456789",
                "Infinity",
                "00",
                "-007",
                "0.0"
            })
    void whatWouldComeBackOtherwiseStaysText(String text) {
        assertThat(RawColumnBuilder.reversible(text)).isNaN();
    }

    @Test
    void everyCanonicalNumberThatIsTakenComesBack() {
        SplittableRandom random = new SplittableRandom(4);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            double any = switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt();
                case 2 -> random.nextInt(1_000_000) / 1_000.0;
                default -> random.nextDouble();
            };
            String text = CanonicalValue.of(Double.toString(any));
            if (text != null && Double.isFinite(any)) {
                double number = RawColumnBuilder.reversible(text);
                if (!Double.isNaN(number)) {
                    taken++;
                    assertThat(CanonicalValue.ofNumber(number)).isEqualTo(text);
                }
            }
        }
        assertThat(taken).isGreaterThan(19_000);
    }
}
