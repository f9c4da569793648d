package dev.understudy.sample;

/**
 * What is offered and how. None of it depends on whether the listing is a scam: scams depend on it.
 *
 * @param medianSize median of the size in square metres; lognormal
 * @param sizeSpread standard deviation of its logarithm
 * @param priceSpread standard deviation of the logarithm of price over fair price
 * @param bargainShare share of listings that are far below the fair price
 * @param bargain the logarithm of their price over the fair price, on average
 * @param photos mean number of photos
 * @param fewPhotosShare share of listings with two photos or fewer
 * @param reusedShare share of listings with photos that were seen elsewhere
 * @param depositShare share of listings that want a deposit before the viewing
 * @param tellTaleShare probability of each of two tell-tale sentences in the text
 * @param phoneShare share of listings that want to be phoned; the rest of these shares use the platform's messages
 * @param emailShare share of listings that want an e-mail
 * @param externalLinkShare share of listings that lead to another site
 * @param messengerShare share of listings that want to be reached on a messenger
 */
public record OfferSpec(
        double medianSize,
        double sizeSpread,
        double priceSpread,
        double bargainShare,
        double bargain,
        double photos,
        double fewPhotosShare,
        double reusedShare,
        double depositShare,
        double tellTaleShare,
        double phoneShare,
        double emailShare,
        double externalLinkShare,
        double messengerShare) {
    static final OfferSpec STANDARD =
            new OfferSpec(58, 0.38, 0.14, 0.12, -0.45, 8, 0.12, 0.06, 0.07, 0.07, 0.22, 0.09, 0.05, 0.05);

    public OfferSpec {
        Checks.within("offers.medianSize", medianSize, 15, 250);
        Checks.within("offers.sizeSpread", sizeSpread, 0, 2);
        Checks.within("offers.priceSpread", priceSpread, 0, 2);
        Checks.within("offers.bargainShare", bargainShare, 0, 1);
        Checks.within("offers.bargain", bargain, -3, 0);
        Checks.within("offers.photos", photos, 3, 30);
        Checks.within("offers.fewPhotosShare", fewPhotosShare, 0, 1);
        Checks.within("offers.reusedShare", reusedShare, 0, 1);
        Checks.within("offers.depositShare", depositShare, 0, 1);
        Checks.within("offers.tellTaleShare", tellTaleShare, 0, 1);
        Checks.within("offers.phoneShare", phoneShare, 0, 1);
        Checks.within("offers.emailShare", emailShare, 0, 1);
        Checks.within("offers.externalLinkShare", externalLinkShare, 0, 1);
        Checks.within("offers.messengerShare", messengerShare, 0, 1);
        Checks.within(
                "the contacts' shares together", phoneShare + emailShare + externalLinkShare + messengerShare, 0, 1);
    }
}
