package dev.understudy.sample;

/**
 * Who lists. Established sellers have accounts from before the world begins, newcomers join day by day.
 *
 * @param newcomerShare share of the listings that newcomers post
 * @param newcomerDays mean age in days of a newcomer's account when it posts; exponential
 * @param listingsPerNewcomer mean number of listings of a newcomer
 * @param listingsPerSeller mean number of listings of an established seller
 * @param head how soon the heavy tail of listings a seller levels off, 0 to 1. A uniform x of [head, 1) picks the seller
 *     at rank (x³ − head³)/(1 − head³) of all: the busiest have about 140 times the mean with 0.05, the median well below it
 * @param agencyShare share of the established sellers that are agencies; the busiest ones
 * @param medianAge median age in days of an established account when the world begins; lognormal
 * @param ageSpread standard deviation of that age's logarithm
 * @param homeShare share of a seller's listings in the seller's own city
 */
public record SellerSpec(
        double newcomerShare,
        double newcomerDays,
        double listingsPerNewcomer,
        double listingsPerSeller,
        double head,
        double agencyShare,
        double medianAge,
        double ageSpread,
        double homeShare) {
    static final SellerSpec STANDARD = new SellerSpec(0.35, 20, 2, 4, 0.05, 0.03, 500, 0.9, 0.85);

    public SellerSpec {
        Checks.within("sellers.newcomerShare", newcomerShare, 0, 1);
        Checks.within("sellers.newcomerDays", newcomerDays, 0.01, 1000);
        Checks.within("sellers.listingsPerNewcomer", listingsPerNewcomer, 1, 1e6);
        Checks.within("sellers.listingsPerSeller", listingsPerSeller, 1, 1e6);
        Checks.within("sellers.head", head, 0, 0.999);
        Checks.within("sellers.agencyShare", agencyShare, 0, 1);
        Checks.within("sellers.medianAge", medianAge, 1, 1e5);
        Checks.within("sellers.ageSpread", ageSpread, 0, 5);
        Checks.within("sellers.homeShare", homeShare, 0, 1);
    }
}
