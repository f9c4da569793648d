package dev.understudy.sample;

/**
 * What makes a listing a scam: terms that are added up to the logit of its probability.
 *
 * @param intercept of an average listing
 * @param cheapness times the logarithm of fair price over price
 * @param youngAccount times the logarithm of 300 days over the account's age, both 5 days longer
 * @param deposit of a deposit before the viewing
 * @param reusedPhotos of photos that were seen elsewhere
 * @param fewPhotos of two photos or fewer
 * @param tellTale of each tell-tale sentence
 * @param phone of contact by phone
 * @param email of contact by e-mail
 * @param externalLink of contact by another site
 * @param messenger of contact by messenger
 * @param foreign of a language other than the country's
 * @param night of a listing posted from 0 to 5 o'clock
 * @param agency of a seller that is an agency
 * @param sellerSd standard deviation of the seller's own effect, the same for all listings of the seller
 * @param yearlyAmplitude of the yearly season
 * @param yearlyPeak day of the year at which the season peaks
 * @param dayMemory what the effect of a day keeps of the day before: autoregression of order one
 * @param daySd standard deviation of the effect of a day, over many days
 */
public record ScamSpec(
        double intercept,
        double cheapness,
        double youngAccount,
        double deposit,
        double reusedPhotos,
        double fewPhotos,
        double tellTale,
        double phone,
        double email,
        double externalLink,
        double messenger,
        double foreign,
        double night,
        double agency,
        double sellerSd,
        double yearlyAmplitude,
        int yearlyPeak,
        double dayMemory,
        double daySd) {
    static final ScamSpec STANDARD = new ScamSpec(
            -4.9, 4.5, 0.6, 1.8, 0.2, 0.9, 1.0, -0.3, 0.1, 0.1, 1.3, 0.4, 0.6, -1.5, 0.7, 0.15, 15, 0.7, 0.25);
    private static final double LARGEST = 20;

    public ScamSpec {
        for (double effect : new double[] {
            intercept,
            cheapness,
            youngAccount,
            deposit,
            reusedPhotos,
            fewPhotos,
            tellTale,
            phone,
            email,
            externalLink,
            messenger,
            foreign,
            night,
            agency,
            yearlyAmplitude
        }) {
            Checks.within("each effect of scam", effect, -LARGEST, LARGEST);
        }
        Checks.within("scam.sellerSd", sellerSd, 0, LARGEST);
        Checks.within("scam.dayMemory", dayMemory, -0.999, 0.999);
        Checks.within("scam.daySd", daySd, 0, LARGEST);
    }
}
