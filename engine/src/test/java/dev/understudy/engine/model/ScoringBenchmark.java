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
import org.openjdk.jmh.annotations.Warmup;
import smile.data.Tuple;

/**
 * How fast events are scored on one thread: in batches by the layout that is chosen, by the plain walk and by Smile, all
 * of the same trees; and alone. {@code docs/benchmarks.md} says how to run it.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ScoringBenchmark {
    private static final int EVENTS = 4_096;

    /** What is scored. */
    @Param
    public BenchmarkModel.Kind model;

    private BenchmarkModel trained;
    private PlainNodes plain;
    private TreeEnsemble trees;
    private double[] events;
    private double[] scores;
    private Tuple[] tuples;
    private double[] alone;
    private double[] shares;
    private int next;

    /** Trains the model, and draws events that it has not seen. */
    @Setup
    public void train() {
        trained = BenchmarkModel.train(model);
        trees = trained.compiled();
        System.out.println(
                "# " + model + ": " + trees.trees() + " trees, " + trees.nodes() + " nodes, " + trees.method());
        plain = new PlainNodes(FlatTreesOf.ensemble(trees, BenchmarkModel.nominal()));
        events = BenchmarkModel.events(EVENTS, 99);
        scores = new double[EVENTS];
        tuples = BenchmarkModel.tuples(events);
        alone = new double[trees.width()];
        shares = new double[2];
    }

    /** A batch, as simulations and backfills score. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] batch() {
        trees.score(events, EVENTS, scores);
        return scores;
    }

    /** The same batch, walked plainly. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] plain() {
        plain.add(events, EVENTS, scores);
        return scores;
    }

    /** The same batch by Smile's own predict. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double[] smile() {
        for (int event = 0; event < EVENTS; event++) {
            scores[event] = trained.smile(tuples[event], shares);
        }
        return scores;
    }

    /** One event after the other, as serving scores; another event each time. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public double single() {
        next = (next + 1) % EVENTS;
        System.arraycopy(events, next * alone.length, alone, 0, alone.length);
        trees.score(alone, 1, scores);
        return scores[0];
    }
}
