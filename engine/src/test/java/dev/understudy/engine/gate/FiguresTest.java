package dev.understudy.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void aShareShortOfALimitNeverReadsAsTheLimit() {
        assertThat(Figures.percentDown(0.8999)).isEqualTo("89.9 %");
        assertThat(Figures.percentDown(0.9)).isEqualTo("90.0 %");
        assertThat(Figures.percentDown(1)).isEqualTo("100.0 %");
    }

    @Test
    void largeValuesHaveFewerDigits() {
        assertThat(Figures.value(0.84321)).isEqualTo("0.8432");
        assertThat(Figures.value(91.7349)).isEqualTo("91.73");
        assertThat(Figures.signed(-0.5)).isEqualTo("−0.5000");
    }
}
