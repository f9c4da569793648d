package dev.understudy.engine.evidence;

/**
 * A kind of simulated world: how its events hang together. What is drawn is in standard deviations of a model's logit.
 *
 * @param name in tables
 * @param days of the window
 * @param eventsPerDay events a day
 * @param sellers how many sellers the events are of; 0: every event stands alone
 * @param zipf exponent of the sellers' sizes; 0: all alike
 * @param sellerEffect how far a model is off for all events of a seller
 * @param dayEffect how far it is off for all events of a day
 * @param bothEffect how far it is off for the events of a seller on a day
 * @param dayCorrelation of a day's effect with that of the day before
 */
record Setting(
        String name,
        int days,
        int eventsPerDay,
        int sellers,
        double zipf,
        double sellerEffect,
        double dayEffect,
        double bothEffect,
        double dayCorrelation) {

    private static final int SELLERS = 150;
    private static final int PER_DAY = 120;

    static Setting independent(int days) {
        return new Setting("independent", days, PER_DAY, 0, 0, 0, 0, 0, 0);
    }

    static Setting sellersAndDays(int days) {
        return new Setting("seller × day", days, PER_DAY, SELLERS, 0, 0.6, 0.4, 0.4, 0);
    }

    static Setting serial(int days, double correlation) {
        return new Setting("AR " + correlation, days, PER_DAY, SELLERS, 0, 0.6, 0.4, 0.4, correlation);
    }

    static Setting zipf(int days) {
        return new Setting("Zipf sellers", days, PER_DAY, SELLERS, 1, 0.6, 0.4, 0.4, 0);
    }

    static Setting few(String name, int days, int sellers, double zipf) {
        return new Setting(name, days, PER_DAY, sellers, zipf, 0.6, 0.4, 0.4, 0);
    }

    /** Whether its events are correlated, and come of so many that an interval needs not be careful. */
    boolean hasManySellers() {
        return sellers >= SELLERS;
    }

    /** What statistics calls hard: short, strongly correlated in series, or a few sellers that have most events. */
    boolean isHard() {
        return days < 28 || dayCorrelation > 0.5 || zipf > 0;
    }
}
