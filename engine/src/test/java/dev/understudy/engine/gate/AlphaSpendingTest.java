package dev.understudy.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class AlphaSpendingTest {
    @Test
    void howeverManyTestsAreMadeTheySpendNoMoreThanTheErrorProbability() {
        double spent = 0;
        AlphaSpending spending = AlphaSpending.FIRST;
        for (int test = 0; test < 100_000; test++) {
            spent += 1 - spending.confidence(0.95);
            assertThat(spent).isLessThan(0.05);
            spending = spending.next();
        }
        assertThat(spent).isCloseTo(0.05, within(1e-6));
    }

    @Test
    void theFirstTestSpendsAHalf() {
        assertThat(AlphaSpending.FIRST.confidence(0.95)).isCloseTo(0.975, within(1e-15));
        assertThat(new AlphaSpending(2).confidence(0.95)).isCloseTo(1 - 0.05 / 6, within(1e-15));
    }

    /** Candidates beyond the margin, tried until one passes, with approvable ones between them whose share is handed on. */
    @Test
    void whoeverTriesUntilSomethingPassesReleasesABadOneNoMoreOftenThanTheErrorProbability() {
        Random random = new Random(7);
        int worlds = 40_000;
        int deceived = 0;
        for (int world = 0; world < worlds; world++) {
            AlphaSpending spending = AlphaSpending.FIRST;
            boolean approvedABadOne = false;
            for (int look = 0; look < 12; look++) {
                boolean isBad = look % 3 != 1;
                double pValue = isBad ? random.nextDouble() : 0;
                boolean isApproved = pValue <= 1 - spending.confidence(0.9);
                approvedABadOne |= isBad && isApproved;
                spending = isApproved ? spending : spending.next();
            }
            deceived += approvedABadOne ? 1 : 0;
        }
        // three standard errors of a rate of 10 % are 0.0045
        assertThat(deceived / (double) worlds).isBetween(0.05, 0.1045);
    }

    @Test
    void testsAreCountedFromOne() {
        assertThatThrownBy(() -> new AlphaSpending(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
