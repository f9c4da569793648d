package dev.understudy.engine.gate;

/**
 * Which share of the policy's error probability a test may spend. The t-th test spends α/(t(t+1)), so that however many are
 * made, they spend no more than α together: the shares are 1/t − 1/(t+1), and add up to 1. What was approved spends
 * nothing, and hands its share on (the fallback procedure: Wiens 2003; online: Tian and Ramdas 2021).
 *
 * @param test t: one more than the tests before it that count and did not end in an approval
 */
public record AlphaSpending(long test) {
    /** Nothing was tested before. */
    public static final AlphaSpending FIRST = new AlphaSpending(1);

    public AlphaSpending {
        if (test < 1) {
            throw new IllegalArgumentException("tests are counted from 1, and not from " + test);
        }
    }

    /** How many times smaller than the whole its share of the error probability is: t(t+1). */
    public double shares() {
        return test * (test + 1.0);
    }

    /**
     * The confidence of the two-sided intervals that decide this test.
     *
     * @param confidence the policy's, in (0, 1)
     */
    public double confidence(double confidence) {
        return confidence(confidence, 1);
    }

    /** The same where this test's share is shared once more by several. */
    double confidence(double confidence, double among) {
        return 1 - (1 - confidence) / (shares() * among);
    }

    /** The test that follows, unless this one ends in an approval. */
    public AlphaSpending next() {
        return new AlphaSpending(test + 1);
    }
}
