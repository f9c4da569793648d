package dev.understudy.engine.segment;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.traffic.JdbiEventLog;
import dev.understudy.engine.traffic.JdbiOutcomeLog;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.RawColumn;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.TrafficEvent;
import dev.understudy.engine.traffic.TrafficQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast the log is read on one thread: events with ten numbers, five texts and an outcome, from mapped columns and from
 * the database. {@code docs/benchmarks.md} says how to run it.
 */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SegmentBenchmark {
    private static final int EVENTS = 200_000;
    private static final int DAYS = 20;
    private static final int NUMBERS = 10;
    private static final int TEXTS = 5;
    private static final int BLOCK = 2_048;
    private static final TaskName TASK = new TaskName("made-up");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private Path directory;
    private Database database;
    private SegmentStore store;
    private TrafficQuery query;

    /** Fills a log, and makes its copies. */
    @Setup
    public void fill() throws IOException {
        directory = Files.createTempDirectory("segments");
        database = H2Database.open(directory.resolve("log"), Duration.ofSeconds(10));
        store = new SegmentStore(database, directory.resolve("segments"));
        SplittableRandom random = new SplittableRandom(3);
        InstantSource clock = InstantSource.fixed(START);
        for (int from = 0; from < EVENTS; from += 10_000) {
            List<TrafficEvent> events = new ArrayList<>();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = from; i < from + 10_000; i++) {
                Instant time = START.plus(Duration.ofDays(DAYS).multipliedBy(i).dividedBy(EVENTS));
                Map<String, String> values = new HashMap<>();
                for (int column = 0; column < NUMBERS; column++) {
                    values.put("n" + column, Integer.toString(random.nextInt(100_000)));
                }
                for (int column = 0; column < TEXTS; column++) {
                    values.put("t" + column, "text " + random.nextInt(50));
                }
                events.add(new TrafficEvent(
                        "e" + i, time, time, Optional.of("c" + i / 4), Optional.empty(), RawInput.of(values)));
                outcomes.add(new Outcome("e" + i, "1", time, Optional.empty()));
            }
            new JdbiEventLog(database, clock).appendEvents(TASK, events);
            new JdbiOutcomeLog(database, clock).appendOutcomes(TASK, outcomes);
        }
        TimeWindow window = new TimeWindow(START, START.plus(Duration.ofDays(DAYS)));
        query = new TrafficQuery(TASK, window, window.to(), new Maturity.WhenKnown(), Optional.empty());
        store.map(query, RunControl.UNWATCHED).close();
    }

    /** Deletes them. */
    @TearDown
    public void clear() {
        database.close();
        SegmentFolder.delete(directory);
    }

    /** Checks, maps and reads the columns block by block. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double columns() {
        double[] sum = new double[1];
        double[] numbers = new double[BLOCK];
        int[] codes = new int[BLOCK];
        try (SegmentStore.Mapped mapped = store.map(query, RunControl.UNWATCHED)) {
            mapped.forEach(RunControl.UNWATCHED, day -> {
                for (int from = day.from(); from < day.to(); from += BLOCK) {
                    int count = Math.min(BLOCK, day.to() - from);
                    for (int column = 0; column < NUMBERS + TEXTS; column++) {
                        String name = column < NUMBERS ? "n" + column : "t" + (column - NUMBERS);
                        RawColumn values = day.column(name).orElseThrow();
                        if (values.isNumeric()) {
                            values.numbers(from, count, numbers);
                            sum[0] += numbers[count - 1];
                        } else {
                            values.codes(from, count, codes);
                            sum[0] += codes[count - 1];
                        }
                    }
                    for (int row = from; row < from + count; row++) {
                        sum[0] += day.outcome(row);
                    }
                }
            });
        }
        return sum[0];
    }

    /** Reads the same events out of the database. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public double database() {
        double[] sum = new double[1];
        new JdbiTrafficReader(database)
                .read(
                        query,
                        RunControl.UNWATCHED,
                        logged -> sum[0] += logged.event().input().values().size()
                                + (logged.outcome().isPresent() ? 1 : 0));
        return sum[0];
    }
}
