package dev.understudy.sample;

/** The days of a world: how many listings each has, and its effect on scams. Neither depends on single listings. */
final class Days {
    private static final double YEAR = 365.25;
    private static final int HOURS = 24;
    private static final int SECONDS_OF_AN_HOUR = 3600;
    private static final int SECONDS_OF_A_DAY = HOURS * SECONDS_OF_AN_HOUR;

    private final WorldSpec world;
    private final long listings;
    /** Share of the listings before each day, and 1 behind the last. */
    private final double[] before;

    private final double[] scam;
    /** Share of a day's listings before each hour, and 1 behind the last. */
    private final double[] hours;

    Days(WorldSpec world, long listings) {
        this.world = world;
        this.listings = listings;
        int days = world.days();
        VolumeSpec volume = world.volume();
        double[] volumes = wandering(Draws.Stream.VOLUME, volume.memory(), volume.sd());
        double[] weights = new double[days];
        ScamSpec effects = world.scam();
        scam = wandering(Draws.Stream.SCAM_DAYS, effects.dayMemory(), effects.daySd());
        for (int day = 0; day < days; day++) {
            weights[day] = StrictMath.exp(volumes[day])
                    * volume.weekdays().get(world.weekday(day))
                    * (1 + volume.yearlyAmplitude() * season(day, volume.yearlyPeak()));
            scam[day] += effects.yearlyAmplitude() * season(day, effects.yearlyPeak());
        }
        before = shares(weights);
        hours = shares(volume.hours().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** An autoregression of order one, begun in its long run. */
    private double[] wandering(Draws.Stream stream, double memory, double sd) {
        Draws draws = Draws.of(world.seed(), stream, 0);
        double[] effects = new double[world.days()];
        double fresh = sd * StrictMath.sqrt(1 - memory * memory);
        effects[0] = sd * draws.gaussian();
        for (int day = 1; day < effects.length; day++) {
            effects[day] = memory * effects[day - 1] + fresh * draws.gaussian();
        }
        return effects;
    }

    private double season(int day, int peak) {
        return StrictMath.cos(2 * Math.PI * (world.dayOfYear(day) - peak) / YEAR);
    }

    private static double[] shares(double[] weights) {
        double[] before = new double[weights.length + 1];
        for (int i = 0; i < weights.length; i++) {
            before[i + 1] = before[i] + weights[i];
        }
        double sum = before[weights.length];
        for (int i = 0; i < before.length; i++) {
            before[i] = i == weights.length ? 1 : before[i] / sum;
        }
        return before;
    }

    /** How many listings a day has. */
    long listings(int day) {
        return Math.round(listings * before[day + 1]) - Math.round(listings * before[day]);
    }

    /** The day's effect on the logit of a scam, its season included. */
    double scamEffect(int day) {
        return scam[day];
    }

    /**
     * The second of the day at which a listing is posted. Listings keep their order, and are spread by the hours' weights.
     *
     * @param place of the listing among the day's, evenly of [0, 1)
     */
    int second(double place) {
        int hour = 0;
        while (hour < HOURS - 1 && hours[hour + 1] <= place) {
            hour++;
        }
        double within = (place - hours[hour]) / (hours[hour + 1] - hours[hour]);
        return Math.clamp((long) ((hour + within) * SECONDS_OF_AN_HOUR), 0, SECONDS_OF_A_DAY - 1);
    }
}
