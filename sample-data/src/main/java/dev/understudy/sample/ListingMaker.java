package dev.understudy.sample;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one listing after another: who, what, how, and what came of it. */
final class ListingMaker {
    private static final int SECONDS_OF_AN_HOUR = 3600;
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int SMALLEST = 12;
    private static final int LARGEST = 280;
    private static final double ROOM = 24;
    private static final int MOST_ROOMS = 8;
    private static final int LEAST_PRICE = 150;
    private static final int FEW_PHOTOS = 2;
    private static final int CENTS = 100;
    private static final List<String> FURNISHED = List.of("yes", "no", "partly");

    private final WorldSpec world;
    private final Days days;
    private final Sellers sellers;
    private final ScamTruth truth;
    private final long beginSecond;

    ListingMaker(WorldSpec world, Days days, Sellers sellers) {
        this.world = world;
        this.days = days;
        this.sellers = sellers;
        this.truth = new ScamTruth(world.scam(), world.wave());
        this.beginSecond = world.begin().getEpochSecond();
    }

    Listing listing(long number, int day, int second, Draws draws) {
        WaveSpec wave = world.wave();
        boolean campaign = draws.chance(wave.share() * wave.height(day));
        Seller seller = campaign ? sellers.hijacked(day, draws) : sellers.any(day, draws);
        City city = draws.chance(world.sellers().homeShare()) ? seller.home() : City.any(draws);
        District district = District.any(draws);
        int size = size(draws);
        int rooms = Math.clamp(Math.round(size / ROOM + 0.4 * draws.gaussian()), 1, MOST_ROOMS);
        double fair = city.fairPrice(district, size);
        int price = price(fair, campaign, draws);
        int hour = second / SECONDS_OF_AN_HOUR;
        Manner manner = manner(StrictMath.log(fair / price), campaign, seller.language(), hour, draws);
        double probability = truth.probability(manner, seller, day, days.scamEffect(day));
        boolean scam = draws.chance(probability);
        long posted = beginSecond + (long) day * SECONDS_OF_A_DAY + second;
        GapSpec gaps = world.gaps();
        boolean priceless = draws.chance(gaps.price());
        return new Listing(
                "l" + number,
                posted,
                seller.id(),
                seller.agency(),
                city.text(),
                draws.chance(gaps.district()) ? null : district.text(),
                priceless ? -1 : price,
                priceless ? -1 : (int) Math.round((double) price * CENTS / size),
                size,
                draws.chance(gaps.rooms()) ? -1 : rooms,
                furnished(gaps, draws),
                draws.chance(gaps.photos()) ? -1 : manner.photos(),
                manner.photosReused(),
                draws.chance(gaps.accountAge()) ? -1 : seller.accountDays(),
                manner.contact().text(),
                manner.depositFirst(),
                draws.chance(gaps.language()) ? null : manner.language().text(),
                hour,
                ListingText.title(manner.language(), rooms, city, district, draws),
                ListingText.text(manner.language(), manner.tellTales(), draws),
                scam,
                posted + delay(scam, draws),
                probability,
                campaign);
    }

    private int size(Draws draws) {
        OfferSpec offers = world.offers();
        double size = offers.medianSize() * StrictMath.exp(offers.sizeSpread() * draws.gaussian());
        return Math.clamp(Math.round(size), SMALLEST, LARGEST);
    }

    /** Whole euros. The campaign's prices are realistic: there are no bargains among them. */
    private int price(double fair, boolean campaign, Draws draws) {
        OfferSpec offers = world.offers();
        boolean bargain = draws.chance(offers.bargainShare()) && !campaign;
        double deviation = offers.priceSpread() * draws.gaussian() + (bargain ? offers.bargain() : 0);
        return (int) Math.max(LEAST_PRICE, Math.round(fair * StrictMath.exp(deviation)));
    }

    private Manner manner(double cheapness, boolean campaign, Language language, int hour, Draws draws) {
        OfferSpec offers = world.offers();
        WaveSpec wave = world.wave();
        boolean few = draws.chance(offers.fewPhotosShare()) && !campaign;
        int photos = few
                ? (int) draws.below(FEW_PHOTOS + 1L)
                : FEW_PHOTOS + 1 + (int) draws.exponential(offers.photos() - FEW_PHOTOS - 1);
        boolean reused = draws.chance(campaign ? wave.reusedShare() : offers.reusedShare());
        Contact contact = campaign
                ? (draws.chance(wave.externalLinkShare()) ? Contact.EXTERNAL_LINK : Contact.EMAIL)
                : Contact.any(offers, draws);
        boolean deposit = draws.chance(offers.depositShare()) && !campaign;
        int tellTales = (draws.chance(offers.tellTaleShare()) ? 1 : 0) + (draws.chance(offers.tellTaleShare()) ? 1 : 0);
        return new Manner(cheapness, photos, reused, contact, deposit, campaign ? 0 : tellTales, language, hour);
    }

    private static @Nullable String furnished(GapSpec gaps, Draws draws) {
        String furnished = draws.oneOf(FURNISHED);
        return draws.chance(gaps.furnished()) ? null : furnished;
    }

    /** Seconds until the outcome is known; less than the maturity. */
    private long delay(boolean scam, Draws draws) {
        OutcomeSpec outcomes = world.outcomes();
        double most = outcomes.maturityDays();
        double delayed;
        if (scam) {
            double mean = outcomes.reportDays();
            double within = 1 - StrictMath.exp(-most / mean);
            delayed = -mean * StrictMath.log(1 - draws.uniform() * within);
        } else {
            double least = outcomes.clearedAfterDays();
            delayed = least + draws.uniform() * (most - least);
        }
        return Math.clamp((long) (delayed * SECONDS_OF_A_DAY), 1, (long) (most * SECONDS_OF_A_DAY) - 1);
    }
}
