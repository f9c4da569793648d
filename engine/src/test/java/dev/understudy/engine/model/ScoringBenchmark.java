package dev.understudy.engine.model;

import dev.understudy.engine.training.BenchmarkModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import smile.data.Tuple;

/**
 * How fast events are scored: a block as simulations score it, on one thread and on two, beside the plain walk, Smile,
 * LightGBM and ONNX Runtime with the same trees on one thread; and an event alone. {@code docs/benchmarks.md} says how to
 * run it.
 */
@State(Scope.Benchmark)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ScoringBenchmark {
    private static final int EVENTS = 2_048;

    /** Peers sum in float, of leaves that add up to some units. */
    private static final double CLOSE = 1e-3;

    /** What is scored. */
    @Param
    public BenchmarkModel.Kind model;

    private BenchmarkModel grown;
    private FlatTrees trees;
    private double[] events;

    private PlainNodes plain;
    private TreeLayout fastest;
    private TreeLayout scalar;
    private SmilePeer smile;
    private Tuple[] tuples;
    private OnnxPeer onnx;

    /** What one thread writes to. */
    @State(Scope.Thread)
    public static class Own {
        private final double[] scores = new double[EVENTS];
        private final double[] alone = new double[BenchmarkModel.WIDTH];
        private int next;
    }

    /** Grows the trees, draws events that they have not seen, and sees to it that all say the same. */
    @Setup
    public void grow() {
        grown = BenchmarkModel.of(model);
        trees = FlatTreesOf.ensemble(grown.compiled(), BenchmarkModel.nominal());
        events = BenchmarkModel.events(EVENTS, 99);
        plain = new PlainNodes(trees);
        scalar = TreeLayout.of(trees, Lanes.SCALAR);
        fastest = TreeLayout.of(trees, Lanes.here());
        smile = new SmilePeer(trees);
        tuples = SmilePeer.tuples(events, BenchmarkModel.nominal(), BenchmarkModel.LEVELS);
        onnx = new OnnxPeer(trees, BenchmarkModel.LEVELS, events);
        double[] expected = added(plain);
        for (int event = 0; event <= RankedNodes.PATIENCE; event += EVENTS) {
            added(fastest); // until vectors come in
        }
        check("scalar", added(scalar), expected, 0);
        check("fastest", added(fastest), expected, 0);
        double[] scores = new double[EVENTS];
        smile.score(tuples, scores);
        check("smile", scores, expected, 0);
        check("lightgbm", grown.predict(events), expected, CLOSE);
        onnx.score(scores);
        check("onnx", scores, expected, CLOSE);
        System.out.printf(
                "# %s: %d trees, %,d leaves each, %d thresholds at most, %s, %s%n",
                model,
                trees.trees(),
                trees.leaves().length / trees.trees(),
                Thresholds.of(trees).most(),
                fastest.name(),
                scalar.name());
    }

    private double[] added(TreeLayout layout) {
        double[] scores = new double[EVENTS];
        layout.add(events, EVENTS, scores);
        return scores;
    }

    private static void check(String who, double[] scores, double[] expected, double close) {
        int apart = 0;
        for (int event = 0; event < EVENTS; event++) {
            if (!(Math.abs(scores[event] - expected[event]) <= close)) {
                apart++;
            }
        }
        // thresholds cut to float send an event another way now and then
        if (apart > (close == 0 ? 0 : EVENTS / 100)) {
            throw new IllegalStateException(who + " differs in " + apart + " of " + EVENTS + " events");
        }
    }

    /** Gives back what is not Java's. */
    @TearDown
    public void close() {
        onnx.close();
        grown.close();
    }

    /** A block in the layout that is chosen. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] batch(Own own) {
        fastest.add(events, EVENTS, own.scores);
        return own.scores;
    }

    /** The same without the Vector API. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] batchScalar(Own own) {
        scalar.add(events, EVENTS, own.scores);
        return own.scores;
    }

    /** A block each on two threads at once. */
    @Benchmark
    @Threads(2)
    @OperationsPerInvocation(EVENTS)
    public double[] batchTwoThreads(Own own) {
        fastest.add(events, EVENTS, own.scores);
        return own.scores;
    }

    /** The same block, walked plainly. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] peerPlainWalk(Own own) {
        plain.add(events, EVENTS, own.scores);
        return own.scores;
    }

    /** The same block by Smile's own predict. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] peerSmile(Own own) {
        smile.score(tuples, own.scores);
        return own.scores;
    }

    /** The same block by LightGBM's own predict. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] peerLightGbm() {
        return grown.predict(events);
    }

    /** The same block by ONNX Runtime. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] peerOnnxRuntime(Own own) {
        onnx.score(own.scores);
        return own.scores;
    }

    /** One event after the other, as serving scores; another event each time. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public double single(Own own) {
        own.next = (own.next + 1) % EVENTS;
        System.arraycopy(events, own.next * own.alone.length, own.alone, 0, own.alone.length);
        fastest.add(own.alone, 1, own.scores);
        return own.scores[0];
    }
}
