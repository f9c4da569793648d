package dev.understudy.sample;

/**
 * A new scheme that begins on a known day: hijacked accounts with a past, realistic prices, photos taken from other
 * listings, and contact beside the platform. Before that day the same traits mean nothing, so that a model that was
 * trained before cannot see it.
 *
 * @param beginDay its first day, 0 being the world's first
 * @param rampDays days over which share and effect rise evenly from nothing to the full
 * @param share share of all listings that belong to the campaign, at the full
 * @param listingsPerAccount mean number of listings for which a hijacked account is used, within a week
 * @param externalLinkShare share of the campaign's listings that lead to another site; the rest wants an e-mail
 * @param reusedShare share of the campaign's listings with photos that were seen elsewhere
 * @param accountDays how old an account must be for the scheme, in days
 * @param effect added to the logit of a listing that shows the scheme: an account of that age, reused photos, and contact
 *     by e-mail or another site; whether it is of the campaign or not
 */
public record WaveSpec(
        int beginDay,
        int rampDays,
        double share,
        double listingsPerAccount,
        double externalLinkShare,
        double reusedShare,
        int accountDays,
        double effect) {
    static final WaveSpec STANDARD = new WaveSpec(90, 5, 0.06, 3, 0.6, 0.85, 180, 7);

    /** No wave at all. */
    public static final WaveSpec NONE = new WaveSpec(0, 1, 0, 1, 0, 0, 0, 0);

    public WaveSpec {
        Checks.within("wave.beginDay", beginDay, 0, 10_000);
        Checks.within("wave.rampDays", rampDays, 1, 10_000);
        Checks.within("wave.share", share, 0, 1);
        Checks.within("wave.listingsPerAccount", listingsPerAccount, 1, 1e6);
        Checks.within("wave.externalLinkShare", externalLinkShare, 0, 1);
        Checks.within("wave.reusedShare", reusedShare, 0, 1);
        Checks.within("wave.accountDays", accountDays, 0, 1e5);
        Checks.within("wave.effect", effect, 0, 20);
    }

    /** How far the wave has risen on a day, 0 to 1. */
    double height(int day) {
        return Math.clamp((day - beginDay + 1) / (double) rampDays, 0, 1);
    }
}
