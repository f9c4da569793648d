package dev.understudy.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The truth of a sample world: every effect in it, by name. The same specification and number of listings give the same
 * listings on any machine.
 *
 * @param seed of everything that is drawn
 * @param begin midnight UTC of the first day
 * @param days how many days listings are posted; more listings make the days fuller, not more
 * @param volume how listings spread over the days
 * @param sellers who lists
 * @param offers what is offered and how
 * @param scam what makes a listing a scam, on the scale of the logit
 * @param wave the new scheme
 * @param outcomes when outcomes become known
 * @param gaps how often a value is missing
 * @param harm what scams cost, for the business measures
 */
public record WorldSpec(
        long seed,
        Instant begin,
        int days,
        VolumeSpec volume,
        SellerSpec sellers,
        OfferSpec offers,
        ScamSpec scam,
        WaveSpec wave,
        OutcomeSpec outcomes,
        GapSpec gaps,
        HarmSpec harm) {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DAYS = 150;
    private static final int LONGEST = 10_000;

    public WorldSpec {
        if (!begin.equals(begin.truncatedTo(ChronoUnit.DAYS))) {
            throw new IllegalArgumentException("the world begins at " + begin + "; expected a midnight");
        }
        if (days < 1 || days > LONGEST) {
            throw new IllegalArgumentException("the world has " + days + " days; expected 1 to " + LONGEST);
        }
    }

    /** The world as it is documented, 1 January to 30 May 2025, with the wave from 1 April. */
    public static WorldSpec standard(long seed) {
        return new WorldSpec(
                seed,
                BEGIN,
                DAYS,
                VolumeSpec.STANDARD,
                SellerSpec.STANDARD,
                OfferSpec.STANDARD,
                ScamSpec.STANDARD,
                WaveSpec.STANDARD,
                OutcomeSpec.STANDARD,
                GapSpec.STANDARD,
                HarmSpec.STANDARD);
    }

    /** The same world with another wave. */
    public WorldSpec withWave(WaveSpec other) {
        return new WorldSpec(seed, begin, days, volume, sellers, offers, scam, other, outcomes, gaps, harm);
    }

    /** The same world with other effects. */
    public WorldSpec withScam(ScamSpec other) {
        return new WorldSpec(seed, begin, days, volume, sellers, offers, other, wave, outcomes, gaps, harm);
    }

    /** The first moment after the last listing. */
    public Instant end() {
        return dayOf(days);
    }

    /** When the wave begins. */
    public Instant waveBegin() {
        return dayOf(wave.beginDay());
    }

    /** Midnight of a day, 0 being the first. */
    public Instant dayOf(int day) {
        return begin.plus(day, ChronoUnit.DAYS);
    }

    /** The day of the year, 1 to 366. */
    int dayOfYear(int day) {
        return dayOf(day).atOffset(ZoneOffset.UTC).getDayOfYear();
    }

    /** 0 for a Monday, 6 for a Sunday. */
    int weekday(int day) {
        return dayOf(day).atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() - 1;
    }
}
