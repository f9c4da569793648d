package dev.understudy.engine.report;

import java.math.BigDecimal;

/** The confidence of the intervals that decide. */
final class Confidence {
    private Confidence() {}

    /** Such as {@code 95 %}. */
    static String of(JudgedSimulation simulation) {
        return BigDecimal.valueOf(simulation.stored().policy().confidence())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
