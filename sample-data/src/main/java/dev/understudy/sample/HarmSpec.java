package dev.understudy.sample;

/**
 * What scams and listings cost on the day they are dealt with: how the business measures come about.
 *
 * @param complaintShare share of the scams about which somebody complains, on the day the scam becomes known
 * @param refundShare share of the complaints that end in a refund of one month's price
 * @param minutesPerComplaint handling time of a complaint
 * @param minutesPerListing handling time of a new listing
 */
public record HarmSpec(
        double complaintShare, double refundShare, double minutesPerComplaint, double minutesPerListing) {
    static final HarmSpec STANDARD = new HarmSpec(0.6, 0.3, 12, 0.5);

    public HarmSpec {
        Checks.within("harm.complaintShare", complaintShare, 0, 1);
        Checks.within("harm.refundShare", refundShare, 0, 1);
        Checks.within("harm.minutesPerComplaint", minutesPerComplaint, 0, 1e4);
        Checks.within("harm.minutesPerListing", minutesPerListing, 0, 1e4);
    }
}
