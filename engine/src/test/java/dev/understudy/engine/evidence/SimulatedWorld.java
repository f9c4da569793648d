package dev.understudy.engine.evidence;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.statistics.PairedSample;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A window of traffic of a {@link Setting}, drawn from a seed, and what models of a given noise say of it. A model sees the
 * signal that decides the outcome with noise of its own, and is off for whole sellers, days and sellers on a day. Two models
 * of equal noise are equally good; one of more noise is worse, by every metric.
 */
final class SimulatedWorld {
    static final double LIVE_NOISE = 0.8;

    private static final double BASE = -1.2;
    private static final double SLOPE = 1.5;
    private static final double SELLER_LEVEL = 0.4;
    private static final double SCORE_SLOPE = 1.1;
    private static final double CLASS_GAP = 0.6;

    private final Setting setting;
    private final SplittableRandom random;
    private final double[] cumulated;
    private final int[] sellers;
    private final double[] signals;
    private final double[] outcomes;
    private final TaskKind kind;

    private SimulatedWorld(Setting setting, TaskKind kind, SplittableRandom random) {
        this.setting = setting;
        this.kind = kind;
        this.random = random;
        this.cumulated = cumulated(setting);
        int events = setting.days() * setting.eventsPerDay();
        this.sellers = new int[events];
        this.signals = new double[events];
        this.outcomes = new double[events];
        double[] levels = random.doubles(Math.max(1, setting.sellers()))
                .map(ignored -> SELLER_LEVEL * random.nextGaussian())
                .toArray();
        for (int i = 0; i < events; i++) {
            sellers[i] = setting.sellers() == 0 ? PairedSample.ALONE : seller();
            signals[i] = random.nextGaussian();
            double level = sellers[i] < 0 ? SELLER_LEVEL * random.nextGaussian() : levels[sellers[i]];
            outcomes[i] = outcome(signals[i] + level);
        }
    }

    static SimulatedWorld draw(Setting setting, TaskKind kind, long seed) {
        return new SimulatedWorld(setting, kind, new SplittableRandom(seed));
    }

    private double outcome(double latent) {
        return switch (kind) {
            case BINARY -> random.nextDouble() < logistic(BASE + SLOPE * latent) ? 1 : 0;
            case REGRESSION -> latent + 0.5 * random.nextGaussian();
            case MULTICLASS -> {
                double noisy = latent + 0.4 * random.nextGaussian();
                yield noisy < -CLASS_GAP ? 0 : noisy < CLASS_GAP ? 1 : 2;
            }
        };
    }

    private static double[] cumulated(Setting setting) {
        double[] shares = new double[setting.sellers()];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            sum += Math.pow(i + 1, -setting.zipf());
            shares[i] = sum;
        }
        double all = sum;
        return Arrays.stream(shares).map(share -> share / all).toArray();
    }

    private int seller() {
        int found = Arrays.binarySearch(cumulated, random.nextDouble());
        return Math.min(found < 0 ? -found - 1 : found, cumulated.length - 1);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** What a model of this noise sees of each event. */
    double[] model(double noise) {
        double[] ofSellers = new double[Math.max(1, setting.sellers())];
        for (int i = 0; i < ofSellers.length; i++) {
            ofSellers[i] = setting.sellerEffect() * random.nextGaussian();
        }
        double[] seen = new double[signals.length];
        double[] ofBoth = new double[ofSellers.length];
        double day = setting.dayEffect() * random.nextGaussian();
        double kept = setting.dayCorrelation();
        int event = 0;
        for (int d = 0; d < setting.days(); d++) {
            for (int i = 0; i < ofBoth.length; i++) {
                ofBoth[i] = setting.bothEffect() * random.nextGaussian();
            }
            for (int i = 0; i < setting.eventsPerDay(); i++) {
                int seller = sellers[event];
                double off = seller < 0 ? 0 : ofSellers[seller] + ofBoth[seller] + day;
                seen[event] = signals[event] + noise * random.nextGaussian() + off;
                event++;
            }
            day = kept * day + Math.sqrt(1 - kept * kept) * setting.dayEffect() * random.nextGaussian();
        }
        return seen;
    }

    /**
     * Both models on the first days of the window.
     *
     * @param live what the live model sees, as {@link #model} gives it
     */
    PairedSample compare(double[] live, double[] candidate, int days) {
        PairedSample sample = PairedSample.empty(kind);
        int events = days * setting.eventsPerDay();
        for (int i = 0; i < events; i++) {
            add(sample, live[i], candidate[i], outcomes[i], sellers[i], i / setting.eventsPerDay());
        }
        return sample;
    }

    PairedSample compare(double[] live, double[] candidate) {
        return compare(live, candidate, setting.days());
    }

    /**
     * The metric's true values come from a long series of events that have nothing in common: each with a seller and a day
     * of its own.
     */
    static PairedSample population(Setting setting, TaskKind kind, double candidateNoise, int events, long seed) {
        Setting alone = new Setting("population", 1, 1, 0, 0, 0, 0, 0, 0);
        SimulatedWorld world = draw(alone, kind, seed);
        double spread = Math.sqrt(setting.sellerEffect() * setting.sellerEffect()
                + setting.dayEffect() * setting.dayEffect()
                + setting.bothEffect() * setting.bothEffect());
        PairedSample sample = PairedSample.empty(kind);
        SplittableRandom random = world.random;
        for (int i = 0; i < events; i++) {
            double signal = random.nextGaussian();
            double outcome = world.outcome(signal + SELLER_LEVEL * random.nextGaussian());
            double live = signal + LIVE_NOISE * random.nextGaussian() + spread * random.nextGaussian();
            double candidate = signal + candidateNoise * random.nextGaussian() + spread * random.nextGaussian();
            add(sample, live, candidate, outcome, PairedSample.ALONE, i % 1_000);
        }
        return sample;
    }

    private static void add(PairedSample sample, double live, double candidate, double outcome, int seller, int day) {
        switch (sample.kind()) {
            case BINARY -> {
                double liveScore = logistic(BASE + SCORE_SLOPE * live);
                double candidateScore = logistic(BASE + SCORE_SLOPE * candidate);
                sample.add(
                        outcome,
                        liveScore,
                        candidateScore,
                        liveScore >= 0.3 ? 1 : 0,
                        candidateScore >= 0.3 ? 1 : 0,
                        1,
                        seller,
                        day);
            }
            case REGRESSION -> sample.add(outcome, 0.6 * live, 0.6 * candidate, 0, 0, 1, seller, day);
            case MULTICLASS -> {
                double[] ofLive = classes(live);
                double[] ofCandidate = classes(candidate);
                int truth = (int) outcome;
                sample.add(
                        outcome,
                        ofLive[truth],
                        ofCandidate[truth],
                        largest(ofLive),
                        largest(ofCandidate),
                        1,
                        seller,
                        day);
            }
        }
    }

    /** Probabilities of the three classes. */
    private static double[] classes(double seen) {
        double low = Math.exp(-SCORE_SLOPE * seen - CLASS_GAP);
        double high = Math.exp(SCORE_SLOPE * seen - CLASS_GAP);
        double middle = 1;
        double all = low + middle + high;
        return new double[] {low / all, middle / all, high / all};
    }

    private static int largest(double[] numbers) {
        int best = 0;
        for (int i = 1; i < numbers.length; i++) {
            best = numbers[i] > numbers[best] ? i : best;
        }
        return best;
    }
}
