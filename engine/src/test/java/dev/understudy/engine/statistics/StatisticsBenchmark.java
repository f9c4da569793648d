package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import smile.validation.metric.AUC;

/**
 * How long the statistics of a simulation take: the exact AUC beside Smile's, and everything behind four metrics of two
 * models with clusters and days. {@code docs/benchmarks.md} says how to run it.
 */
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class StatisticsBenchmark {
    private static final int DAYS = 150;
    private static final int COLUMNS = 20;
    private static final int VALUES = 10;

    /** How many events. */
    @Param({"1000000", "10000000"})
    public int events;

    private int step;
    private PairedSample sample;
    private int[] outcomes;
    private double[] scores;
    private PairedEstimator estimator;
    private ScorePairs pairs;
    private List<Slicing> columns;

    /** Draws outcomes, and scores that know something of them. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        sample = PairedSample.empty(TaskKind.BINARY);
        outcomes = new int[events];
        scores = new double[events];
        int sellers = Math.max(1, events / 4);
        for (int i = 0; i < events; i++) {
            double signal = random.nextGaussian();
            outcomes[i] = random.nextDouble() < logistic(signal - 2) ? 1 : 0;
            scores[i] = logistic(signal + 0.7 * random.nextGaussian() - 2);
            double candidate = logistic(signal + 0.6 * random.nextGaussian() - 2);
            double rank = random.nextDouble();
            sample.add(
                    outcomes[i],
                    scores[i],
                    candidate,
                    scores[i] >= 0.5 ? 1 : 0,
                    candidate >= 0.5 ? 1 : 0,
                    1,
                    random.nextInt(10) < 3 ? PairedSample.ALONE : (int) (sellers * rank * rank),
                    (int) ((long) i * DAYS / events));
        }
        estimator = new PairedEstimator(Dependence.AUTO, 0.95, new DecisionCosts(4, 180));
        pairs = new ScorePairs();
        for (int i = 0; i < events; i++) {
            pairs.add(sample.score(Side.LIVE, i), sample.score(Side.CANDIDATE, i));
        }
        step = (events - 1) / 500_000 + 1;
        columns = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            short[] codes = new short[SliceSearch.events(sample, step)];
            for (int j = 0; j < codes.length; j++) {
                codes[j] = (short) random.nextInt(VALUES);
            }
            String name = "column " + column + "=";
            columns.add(new Slicing(
                    IntStream.range(0, VALUES).mapToObj(value -> name + value).toList(), codes));
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The exact AUC of one model. */
    @Benchmark
    public double auc() {
        return ScoreRanks.of(sample, Side.LIVE).auc();
    }

    /** The same by Smile, which sorts one number after another and shuffles nothing of ours. */
    @Benchmark
    public double aucSmile() {
        return AUC.of(outcomes, scores);
    }

    /** AUC, log loss, accuracy and cost of two models, their difference and its two-way error. */
    @Benchmark
    public List<PairedEstimate> fourMetrics() {
        PairedSample fresh = PairedSample.empty(TaskKind.BINARY); // with nothing ranked yet
        fresh.addAll(sample);
        return estimator.estimate(List.of(Metric.AUC, Metric.LOG_LOSS, Metric.ACCURACY, Metric.COST), fresh);
    }

    /** All nine metrics of a binary task, their differences and two-way errors. */
    @Benchmark
    public List<PairedEstimate> allMetrics() {
        PairedSample fresh = PairedSample.empty(TaskKind.BINARY);
        fresh.addAll(sample);
        fresh.rank();
        return estimator.estimate(
                Arrays.stream(Metric.values())
                        .filter(metric -> metric.kinds().contains(TaskKind.BINARY))
                        .toList(),
                fresh);
    }

    /** Calibration of two models that are ranked already. */
    @Benchmark
    public Optional<Calibration> calibration() {
        return Calibration.of(sample);
    }

    /** Both measures of how far two models spread their scores apart, by sorting all of them. */
    @Benchmark
    public Optional<ScoreShift> scoreShift() {
        return ScoreShift.of(pairs);
    }

    /** The search of 200 slices of 20 columns for a worse AUC, among half a million events at most. */
    @Benchmark
    public SliceFindings slices() {
        return new SliceSearch(sample, Metric.AUC, null, Dependence.AUTO, 0.95, step).search(columns);
    }
}
