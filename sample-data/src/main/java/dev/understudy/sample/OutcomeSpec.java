package dev.understudy.sample;

/**
 * When outcomes become known. All are known when the listing matures, so that what has matured does not depend on the
 * outcome; what is known does.
 *
 * @param maturityDays days after which a listing has matured
 * @param reportDays mean days until a scam is reported; exponential, cut off at the maturity
 * @param clearedAfterDays from when a fine listing is confirmed; evenly from then to the maturity
 */
public record OutcomeSpec(int maturityDays, double reportDays, double clearedAfterDays) {
    static final OutcomeSpec STANDARD = new OutcomeSpec(10, 2, 5);

    public OutcomeSpec {
        Checks.within("outcomes.maturityDays", maturityDays, 1, 1000);
        Checks.within("outcomes.reportDays", reportDays, 0.01, 1000);
        Checks.within("outcomes.clearedAfterDays", clearedAfterDays, 0, maturityDays - 0.1);
    }
}
