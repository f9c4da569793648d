package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.SplittableRandom;

/**
 * Four weeks of traffic in which a positive decision of the live model hides the outcome, drawn from a seed. An event's
 * log-odds are normal around −2 with deviation 2, and the same deviation has what each model errs in them by; labels are from
 * a probability of 1/2. The models are equal where they err by as much.
 */
record GatedWorld(double liveError, double candidateError, double exploration) {
    static final int DAYS = 28;
    static final int EVENTS = 20_000;
    static final DecisionCosts COSTS = new DecisionCosts(1, 3);
    private static final int SELLERS = 500;

    /**
     * What a simulation could know.
     *
     * @param weighted events whose outcome was seen, with the inverse of their propensities as weights
     * @param labelledOnly the same without weights
     * @param blocked events whose outcome was hidden
     * @param explored how many events the draw let through
     */
    record Traffic(PairedSample weighted, PairedSample labelledOnly, PairedSample blocked, int explored) {}

    private record Event(double probability, double live, double candidate) {
        static Event draw(GatedWorld world, SplittableRandom random) {
            double odds = -2 + 2 * random.nextGaussian();
            return new Event(
                    chance(odds),
                    chance(odds + world.liveError * random.nextGaussian()),
                    chance(odds + world.candidateError * random.nextGaussian()));
        }

        private static double chance(double odds) {
            return 1 / (1 + Math.exp(-odds));
        }

        static int label(double score) {
            return score >= 0.5 ? 1 : 0;
        }

        void addTo(PairedSample sample, double outcome, double weight, int cluster, int day) {
            sample.add(outcome, live, candidate, label(live), label(candidate), weight, cluster, day);
        }
    }

    Traffic traffic(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PairedSample weighted = PairedSample.empty(TaskKind.BINARY);
        PairedSample labelledOnly = PairedSample.empty(TaskKind.BINARY);
        PairedSample blocked = PairedSample.empty(TaskKind.BINARY);
        int explored = 0;
        for (int i = 0; i < EVENTS; i++) {
            Event event = Event.draw(this, random);
            double outcome = random.nextDouble() < event.probability ? 1 : 0;
            int cluster = random.nextInt(SELLERS);
            int day = i % DAYS;
            boolean positive = Event.label(event.live) == 1;
            if (positive && random.nextDouble() >= exploration) {
                event.addTo(blocked, 0, 1, cluster, day);
                continue;
            }
            explored += positive ? 1 : 0;
            event.addTo(weighted, outcome, positive ? 1 / exploration : 1, cluster, day);
            event.addTo(labelledOnly, outcome, 1, cluster, day);
        }
        return new Traffic(weighted, labelledOnly, blocked, explored);
    }

    /** The true difference of a mean, from each event's own probability, whose outcome need not be drawn. */
    double truth(Metric metric, int events, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CompensatedSum sum = new CompensatedSum();
        for (int i = 0; i < events; i++) {
            Event event = Event.draw(this, random);
            sum.add(expected(metric, event.probability, event.candidate)
                    - expected(metric, event.probability, event.live));
        }
        return sum.value() / events;
    }

    private static double expected(Metric metric, double probability, double score) {
        return switch (metric) {
            case ACCURACY -> Event.label(score) == 1 ? probability : 1 - probability;
            case BRIER -> probability * (1 - score) * (1 - score) + (1 - probability) * score * score;
            case LOG_LOSS -> -probability * Math.log(score) - (1 - probability) * Math.log(1 - score);
            case COST ->
                probability * COSTS.of(1, Event.label(score)) + (1 - probability) * COSTS.of(0, Event.label(score));
            case AUC, F1, PRECISION, RECALL, AVERAGE_PRECISION, MACRO_F1, MAE, RMSE, R2 ->
                throw new IllegalArgumentException(metric + " is no mean");
        };
    }
}
