package dev.understudy.sample;

/**
 * Picks sellers. Nothing is kept of them: a seller is drawn anew from the seed and the seller's number, and is the same
 * each time.
 */
final class Sellers {
    private static final int DAYS_OF_A_POOL = 7;
    private static final int TRIES = 20;
    private static final long NEWCOMERS = 1L << 62;
    private static final long POOL = 1L << 40;
    private static final int LONGEST_COHORT = 2000;

    private final WorldSpec world;
    private final SellerSpec spec;
    private final long established;
    private final long newcomersOfADay;
    private final long hijackedOfAWeek;

    Sellers(WorldSpec world, long listings) {
        this.world = world;
        this.spec = world.sellers();
        double perDay = (double) listings / world.days();
        this.established = atLeastOne(listings * (1 - spec.newcomerShare()) / spec.listingsPerSeller());
        this.newcomersOfADay = atLeastOne(perDay * spec.newcomerShare() / spec.listingsPerNewcomer());
        WaveSpec wave = world.wave();
        this.hijackedOfAWeek = atLeastOne(perDay * DAYS_OF_A_POOL * wave.share() / wave.listingsPerAccount());
    }

    private static long atLeastOne(double number) {
        return Math.max(1, Math.round(number));
    }

    /** The seller of an ordinary listing. */
    Seller any(int day, Draws draws) {
        return draws.chance(spec.newcomerShare()) ? newcomer(day, draws) : established(rank(draws.uniform()), day);
    }

    private long rank(double uniform) {
        double head = spec.head();
        double x = head + (1 - head) * uniform;
        double floor = head * head * head;
        return Math.clamp((long) (established * ((x * x * x - floor) / (1 - floor))), 0, established - 1);
    }

    private Seller newcomer(int day, Draws draws) {
        int age = (int) Math.min(LONGEST_COHORT, draws.exponential(spec.newcomerDays()));
        long number = draws.below(newcomersOfADay);
        int joined = day - age;
        Draws own = Draws.of(world.seed(), Draws.Stream.SELLERS, NEWCOMERS + joined * POOL + number);
        return new Seller(
                "n" + (joined < 0 ? "0" + -joined : joined) + "-" + number,
                false,
                world.scam().sellerSd() * own.gaussian(),
                age,
                City.any(own),
                Language.any(own));
    }

    private Seller established(long number, int day) {
        Draws own = Draws.of(world.seed(), Draws.Stream.SELLERS, number);
        boolean agency = number < spec.agencyShare() * established;
        double effect = world.scam().sellerSd() * own.gaussian();
        double age = spec.medianAge() * StrictMath.exp(spec.ageSpread() * own.gaussian());
        return new Seller("s" + number, agency, effect, (int) age + day, City.any(own), Language.any(own));
    }

    /** The account that a listing of the campaign is posted from: one with a past, used for some listings in a week. */
    Seller hijacked(int day, Draws draws) {
        long place = (long) (day / DAYS_OF_A_POOL) * POOL + draws.below(hijackedOfAWeek);
        Draws own = Draws.of(world.seed(), Draws.Stream.HIJACKED, place);
        Seller seller = established(own.below(established), day);
        for (int i = 0;
                i < TRIES
                        && (seller.agency()
                                || seller.accountDays() < world.wave().accountDays());
                i++) {
            seller = established(own.below(established), day);
        }
        return seller;
    }
}
