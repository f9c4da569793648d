package dev.understudy.engine.evidence;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.gate.AlphaSpending;
import dev.understudy.engine.statistics.DecisionCosts;
import dev.understudy.engine.statistics.Dependence;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedDifference;
import dev.understudy.engine.statistics.PairedEstimate;
import dev.understudy.engine.statistics.PairedEstimator;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.Power;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Verdicts in worlds of which the truth is known. A candidate that is worse than the live model by exactly the margin, for
 * each metric the margin that makes it so; an equal one; the live model itself.
 */
final class Study {
    static final double CONFIDENCE = 0.95;
    /** The first look spends half of the error probability. */
    private static final double FIRST_LOOK = AlphaSpending.FIRST.confidence(CONFIDENCE);

    private static final double WORSE = 1.0;
    /** Windows for which it is told what would come of taking events as independent. */
    private static final int TOLD_OF_DAYS = 28;

    private static final long PRIME = 1_000_003;
    private static final DecisionCosts COSTS = new DecisionCosts(4, 30);

    private static final PairedEstimator ESTIMATOR = new PairedEstimator(Dependence.AUTO, CONFIDENCE, COSTS);
    private static final PairedEstimator NAIVE = new PairedEstimator(Dependence.NONE, CONFIDENCE, COSTS);

    private final TaskKind kind;
    private final long worlds;
    private final int population;
    private final List<Metric> metrics;
    private final Map<String, Map<Metric, Double>> truths = new TreeMap<>();

    /**
     * @param worlds a setting
     * @param population events that the true differences are taken from
     */
    Study(TaskKind kind, long worlds, int population) {
        this.kind = kind;
        this.worlds = worlds;
        this.population = population;
        this.metrics = Arrays.stream(Metric.values())
                .filter(metric -> metric.kinds().contains(kind))
                .toList();
    }

    /** What the candidate that is worse differs by, in the metric's unit. */
    private Map<Metric, Double> truth(Setting setting) {
        String effects = setting.sellerEffect() + " " + setting.dayEffect() + " " + setting.bothEffect();
        return truths.computeIfAbsent(effects, ignored -> {
            PairedSample sample = SimulatedWorld.population(setting, kind, WORSE, population, 7);
            Map<Metric, Double> differences = new EnumMap<>(Metric.class);
            NAIVE.estimate(metrics, sample)
                    .forEach(estimate -> differences.put(estimate.metric(), worse(determined(estimate))));
            return differences;
        });
    }

    private static double worse(PairedDifference truth) {
        if (truth.metric().higherIsBetter() == (truth.difference() > 0)) {
            throw new IllegalStateException("more noise does not make " + truth.metric() + " worse");
        }
        return truth.difference();
    }

    private static PairedDifference determined(PairedEstimate estimate) {
        return (PairedDifference) estimate;
    }

    private Tally over(LongFunction<Tally> world) {
        return LongStream.range(0, worlds).parallel().mapToObj(world).reduce(new Tally(), Tally::plus);
    }

    /** How much better the candidate can be taken to be, at least: the end of the interval on the worse side. */
    private static double worst(PairedDifference difference) {
        return difference.metric().higherIsBetter() ? difference.lower() : -difference.upper();
    }

    private static double best(PairedDifference difference) {
        return difference.metric().higherIsBetter() ? difference.upper() : -difference.lower();
    }

    private static boolean isReleased(PairedDifference difference, double confidence, double margin) {
        return worst(difference.withConfidence(confidence)) >= -margin;
    }

    private SimulatedWorld world(Setting setting, long index) {
        return SimulatedWorld.draw(setting, kind, PRIME * index + setting.hashCode());
    }

    /** Coverage and error rates of one look. */
    List<Rate> errors(Setting setting) {
        Map<Metric, Double> truth = truth(setting);
        Tally tally = over(index -> {
            Tally counted = new Tally();
            SimulatedWorld world = world(setting, index);
            double[] live = world.model(SimulatedWorld.LIVE_NOISE);
            PairedSample worse = world.compare(live, world.model(WORSE));
            for (PairedEstimate estimate : ESTIMATOR.estimate(metrics, worse)) {
                PairedDifference found = determined(estimate);
                double difference = truth.get(found.metric());
                double margin = Math.abs(difference);
                String metric = found.metric().key();
                counted.count("covered " + metric, found.lower() <= difference && difference <= found.upper());
                counted.count("bound " + metric, isReleased(found, CONFIDENCE, margin));
                counted.count("released " + metric, isReleased(found, FIRST_LOOK, margin));
            }
            for (PairedEstimate estimate :
                    NAIVE.estimate(setting.days() == TOLD_OF_DAYS ? metrics : List.of(), worse)) {
                PairedDifference found = determined(estimate);
                counted.count(
                        "naive " + found.metric().key(),
                        isReleased(found, CONFIDENCE, Math.abs(truth.get(found.metric()))));
            }
            PairedSample equal = world.compare(live, world.model(SimulatedWorld.LIVE_NOISE));
            for (PairedEstimate estimate : ESTIMATOR.estimate(metrics, equal)) {
                PairedDifference found = determined(estimate);
                double end = best(found.withConfidence(FIRST_LOOK));
                counted.count("inferior " + found.metric().key(), end < 0);
                counted.count("beyond " + found.metric().key(), best(found) < -Math.abs(truth.get(found.metric())));
            }
            for (PairedEstimate estimate : ESTIMATOR.estimate(metrics, world.compare(live, live))) {
                PairedDifference found = determined(estimate);
                counted.count("same", found.difference() != 0 || found.standardError() != 0);
            }
            return counted;
        });
        double limit = setting.isHard() ? 0.05 : 0.025;
        List<Rate> rates = new ArrayList<>();
        for (Metric metric : metrics) {
            String key = metric.key();
            rates.add(Rate.atLeast(setting, "coverage of 95 %, " + key, tally.of("covered " + key), worlds, 0.93));
            if (setting.hasManySellers() && setting.days() >= 20) {
                rates.add(Rate.atMost(setting, "coverage of 95 %, " + key, tally.of("covered " + key), worlds, 0.97));
            }
            rates.add(Rate.atMost(setting, "false release, " + key, tally.of("released " + key), worlds, limit));
            rates.add(Rate.atMost(
                    setting, "false release by the 95 % interval, " + key, tally.of("bound " + key), worlds, limit));
            rates.add(Rate.atMost(setting, "equal model inferior, " + key, tally.of("inferior " + key), worlds, limit));
            rates.add(Rate.atMost(
                    setting, "equal model beyond the margin, " + key, tally.of("beyond " + key), worlds, limit));
            if (setting.days() == TOLD_OF_DAYS) {
                rates.add(Rate.told(
                        setting, "false release if events were independent, " + key, tally.of("naive " + key), worlds));
            }
        }
        rates.add(Rate.atMost(setting, "the same model differs", tally.of("same"), worlds * metrics.size(), 0));
        return rates;
    }

    /** Looking at one candidate five times, each time at a longer window. */
    List<Rate> looks(Setting setting) {
        int looks = 5;
        return tries(setting, "five looks", looks, world -> {
            double[] live = world.model(SimulatedWorld.LIVE_NOISE);
            double[] worse = world.model(WORSE);
            return look -> world.compare(live, worse, setting.days() * look / looks);
        });
    }

    /** Ten candidates on one window, one after the other. */
    List<Rate> candidates(Setting setting) {
        return tries(setting, "ten candidates", 10, world -> {
            double[] live = world.model(SimulatedWorld.LIVE_NOISE);
            return candidate -> world.compare(live, world.model(WORSE));
        });
    }

    /**
     * Trying until something passes.
     *
     * @param samples of a world, what the t-th test sees of it, asked for in order
     */
    private List<Rate> tries(
            Setting setting, String what, int tests, Function<SimulatedWorld, IntFunction<PairedSample>> samples) {
        Map<Metric, Double> truth = truth(setting);
        Tally tally = over(index -> {
            Tally counted = new Tally();
            IntFunction<PairedSample> sample = samples.apply(world(setting, index));
            Map<Metric, boolean[]> released = new EnumMap<>(Metric.class);
            for (int test = 1; test <= tests; test++) {
                double spent = new AlphaSpending(test).confidence(CONFIDENCE);
                for (PairedEstimate estimate : ESTIMATOR.estimate(metrics, sample.apply(test))) {
                    PairedDifference found = determined(estimate);
                    double margin = Math.abs(truth.get(found.metric()));
                    boolean[] any = released.computeIfAbsent(found.metric(), ignored -> new boolean[2]);
                    any[0] |= isReleased(found, spent, margin);
                    any[1] |= isReleased(found, CONFIDENCE, margin);
                }
            }
            released.forEach((metric, any) -> {
                counted.count("spent " + metric.key(), any[0]);
                counted.count("free " + metric.key(), any[1]);
            });
            return counted;
        });
        return anyOf(setting, tally, what);
    }

    private List<Rate> anyOf(Setting setting, Tally tally, String what) {
        List<Rate> rates = new ArrayList<>();
        for (Metric metric : metrics) {
            rates.add(Rate.atMost(
                    setting,
                    "false release in " + what + ", " + metric.key(),
                    tally.of("spent " + metric.key()),
                    worlds,
                    setting.isHard() ? 0.05 : 0.025));
            rates.add(Rate.told(
                    setting,
                    "false release in " + what + " that cost nothing, " + metric.key(),
                    tally.of("free " + metric.key()),
                    worlds));
        }
        return rates;
    }

    /** An equal candidate, and a margin of which the power said before, from another window, that it will pass by 95 %. */
    List<Rate> power(Setting setting) {
        Tally tally = over(index -> {
            Tally counted = new Tally();
            Map<Metric, Double> margins = new EnumMap<>(Metric.class);
            SimulatedWorld pilot = world(setting, worlds + index);
            PairedSample before =
                    pilot.compare(pilot.model(SimulatedWorld.LIVE_NOISE), pilot.model(SimulatedWorld.LIVE_NOISE));
            for (PairedEstimate estimate : ESTIMATOR.estimate(metrics, before)) {
                PairedDifference found = determined(estimate);
                margins.put(
                        found.metric(),
                        Power.smallestDetectableDifference(
                                found.standardError(), found.degreesOfFreedom(), FIRST_LOOK, 0.95));
            }
            SimulatedWorld world = world(setting, index);
            PairedSample equal =
                    world.compare(world.model(SimulatedWorld.LIVE_NOISE), world.model(SimulatedWorld.LIVE_NOISE));
            for (PairedEstimate estimate : ESTIMATOR.estimate(metrics, equal)) {
                PairedDifference found = determined(estimate);
                counted.count(
                        "approved " + found.metric().key(), isReleased(found, FIRST_LOOK, margins.get(found.metric())));
            }
            return counted;
        });
        return metrics.stream()
                .map(metric -> Rate.atLeast(
                        setting,
                        "approved where the power was 95 %, " + metric.key(),
                        tally.of("approved " + metric.key()),
                        worlds,
                        0.9))
                .toList();
    }

    /** Of each claim the metric that comes nearest to its limit, or is farthest beyond it. */
    static List<Rate> worstOfEach(List<Rate> rates) {
        return rates.stream()
                .collect(Collectors.groupingBy(
                        rate -> rate.setting() + rate.days() + rate.claim() + rate.kind(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .flatMap(group -> Stream.of(group.stream()
                        .max(Comparator.comparingDouble(Rate::badness))
                        .orElseThrow()))
                .toList();
    }
}
