package dev.understudy.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HolmProcedureTest {
    private static final double ALPHA = 0.05;

    private static List<HolmProcedure.Step> steps(double... pValues) {
        return HolmProcedure.steps(pValues, (claim, divisor) -> pValues[claim] <= ALPHA / divisor);
    }

    /** Closed testing with Bonferroni's test: confirmed where each set of claims that has it in it is confirmed. */
    private static boolean isConfirmedByClosure(double[] pValues, int claim) {
        return IntStream.range(1, 1 << pValues.length)
                .filter(set -> (set >> claim & 1) == 1)
                .allMatch(set -> IntStream.range(0, pValues.length)
                                .filter(member -> (set >> member & 1) == 1)
                                .mapToDouble(member -> pValues[member])
                                .min()
                                .orElseThrow()
                        <= ALPHA / Integer.bitCount(set));
    }

    @Test
    void itConfirmsWhatClosedTestingConfirms() {
        Random random = new Random(3);
        int confirmed = 0;
        for (int world = 0; world < 5_000; world++) {
            double[] pValues = random.doubles(1 + random.nextInt(6))
                    .map(uniform -> uniform * uniform * 0.1)
                    .toArray();
            List<HolmProcedure.Step> steps = steps(pValues);
            for (int claim = 0; claim < pValues.length; claim++) {
                assertThat(steps.get(claim).isConfirmed()).isEqualTo(isConfirmedByClosure(pValues, claim));
                confirmed += steps.get(claim).isConfirmed() ? 1 : 0;
            }
        }
        assertThat(confirmed).isBetween(1_000, 15_000);
    }

    @Test
    void whatIsNotConfirmedIsToldWithTheStepThatFailed() {
        assertThat(steps(0.024, 0.001, 0.03))
                .containsExactly(
                        new HolmProcedure.Step(2, true),
                        new HolmProcedure.Step(3, true),
                        new HolmProcedure.Step(1, true));
        assertThat(steps(0.026, 0.001, 0.03))
                .containsExactly(
                        new HolmProcedure.Step(2, false),
                        new HolmProcedure.Step(3, true),
                        new HolmProcedure.Step(2, false));
    }

    @Test
    void ofNoClaimsNothingBecomes() {
        assertThat(steps()).isEmpty();
    }
}
