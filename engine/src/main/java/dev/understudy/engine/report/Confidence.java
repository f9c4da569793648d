package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import java.math.BigDecimal;

/** Confidences as people read them. */
final class Confidence {
    private Confidence() {}

    /** Of the gate's intervals, as far as this look may spend its error probability: such as {@code 97.5 %}. */
    static String ofGate(JudgedSimulation simulation) {
        return Figures.confidence(simulation.verdict().confidence());
    }

    /** Of the intervals that decide nothing, which is the policy's: such as {@code 95 %}. */
    static String of(JudgedSimulation simulation) {
        return BigDecimal.valueOf(simulation.stored().policy().confidence())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }
}
