package dev.understudy.sample;

import java.nio.charset.StandardCharsets;

/** What listings and scams mean to people outside, day by day: complaints, refunds, and the time that both take. */
final class BusinessDays {
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int USUAL_RENT = 1000;

    private final WorldSpec world;
    private final Draws draws;
    private final long[] listings;
    private final long[] complaints;
    private final long[] refunds;

    BusinessDays(WorldSpec world) {
        this.world = world;
        this.draws = Draws.of(world.seed(), Draws.Stream.HARM, 0);
        this.listings = new long[world.days()];
        this.complaints = new long[world.days()];
        this.refunds = new long[world.days()];
    }

    void take(Listing listing) {
        listings[day(listing.postedSecond())]++;
        if (!listing.scam()) {
            return;
        }
        boolean complaint = draws.chance(world.harm().complaintShare());
        boolean refund = draws.chance(world.harm().refundShare());
        int known = day(listing.knownSecond());
        if (complaint && known < complaints.length) { // what becomes known after the last day is not of this world
            complaints[known]++;
            refunds[known] += refund ? (listing.price() < 0 ? USUAL_RENT : listing.price()) : 0;
        }
    }

    private int day(long second) {
        return (int) ((second - world.begin().getEpochSecond()) / SECONDS_OF_A_DAY);
    }

    /** The measures as CSV: time, name and value, one row a day and measure. */
    byte[] csv() {
        HarmSpec harm = world.harm();
        StringBuilder csv = new StringBuilder("time,name,value\n");
        for (int day = 0; day < listings.length; day++) {
            double minutes = harm.minutesPerListing() * listings[day] + harm.minutesPerComplaint() * complaints[day];
            row(csv, day, "complaints", complaints[day]);
            row(csv, day, "handling-minutes", Math.round(minutes));
            row(csv, day, "refunds-eur", refunds[day]);
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void row(StringBuilder csv, int day, String name, long value) {
        csv.append(world.dayOf(day))
                .append(',')
                .append(name)
                .append(',')
                .append(value)
                .append('\n');
    }
}
