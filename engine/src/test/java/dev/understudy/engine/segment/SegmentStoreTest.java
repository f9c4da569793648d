package dev.understudy.engine.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.traffic.JdbiEventLog;
import dev.understudy.engine.traffic.JdbiOutcomeLog;
import dev.understudy.engine.traffic.JdbiPredictionLog;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.Score;
import dev.understudy.engine.traffic.TrafficEvent;
import dev.understudy.engine.traffic.TrafficQuery;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a replay reads in columns is what the database says, event by event. */
final class SegmentStoreTest {
    private static final TaskName TASK = new TaskName("made-up");
    private static final VersionName VERSION = new VersionName("v1");
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final TimeWindow ALL = new TimeWindow(START, START.plus(Duration.ofDays(6)));
    private static final Instant LATER = START.plus(Duration.ofDays(60));
    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "-3",
            "2.5",
            "-0.25",
            "0.1",
            "1234567890123456789",
            "0.12345678901234567",
            "007",
            "1e5",
            "red",
            "12-3",
            "1.",
            ".5",
            "100000000000000000000",
            "5e-324",
            "NaN",
            "ünïcode 🦉",
            "3.0");

    @TempDir
    Path directory;

    private Database database;
    private SegmentStore store;
    private final SplittableRandom random = new SplittableRandom(8);

    @BeforeEach
    void openLog() {
        database = H2Database.open(directory.resolve("log"), Duration.ofSeconds(10));
        store = new SegmentStore(database, directory.resolve("segments"));
    }

    @AfterEach
    void closeLog() {
        database.close();
    }

    private record Seen(
            String id,
            Instant time,
            Optional<String> cluster,
            RawInput input,
            Optional<String> outcome,
            Optional<Origin> origin,
            Optional<Score> score,
            Optional<String> label) {}

    private List<TrafficEvent> events(int from, int count) {
        List<TrafficEvent> events = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            // several at the same instant, in an order that is not that of their ids
            Instant time = START.plusSeconds(random.nextInt(6 * 24) * 3_600L).plusNanos(random.nextInt(2) * 1_000L);
            Map<String, String> values = new HashMap<>();
            for (String name : List.of("a", "b", "c")) {
                if (random.nextInt(5) > 0) {
                    values.put(name, VALUES.get(random.nextInt(name.equals("a") ? 6 : VALUES.size())));
                }
            }
            events.add(new TrafficEvent(
                    "e" + (i * 7919 % 1_000),
                    time,
                    time.plusSeconds(random.nextInt(200_000)),
                    random.nextInt(3) == 0 ? Optional.empty() : Optional.of("c" + random.nextInt(5)),
                    random.nextBoolean() ? Optional.empty() : Optional.of(time.plus(Duration.ofDays(9))),
                    RawInput.of(values)));
        }
        return events;
    }

    private void addEvents(List<TrafficEvent> events) {
        new JdbiEventLog(database, InstantSource.fixed(LATER)).appendEvents(TASK, events);
    }

    private void addOutcomes(List<TrafficEvent> events) {
        List<Outcome> outcomes = new ArrayList<>();
        for (TrafficEvent event : events) {
            for (int revision = random.nextInt(3); revision > 0; revision--) {
                Instant knownAt = event.time().plusSeconds(random.nextInt(2_000_000));
                outcomes.add(new Outcome(
                        event.id(),
                        Integer.toString(random.nextInt(3)),
                        knownAt,
                        random.nextBoolean() ? Optional.empty() : Optional.of(knownAt.plusSeconds(500_000))));
            }
        }
        new JdbiOutcomeLog(database, InstantSource.fixed(LATER)).appendOutcomes(TASK, outcomes);
    }

    private void addPredictions(List<TrafficEvent> events, Origin origin, boolean perClass) {
        List<PredictionEvent> predictions = new ArrayList<>();
        for (TrafficEvent event : events) {
            if (random.nextInt(4) > 0) {
                Score score = perClass
                        ? Score.PerClass.of(List.of("x", "y"), new double[] {random.nextDouble(), random.nextDouble()})
                        : new Score.Single(random.nextDouble());
                predictions.add(new PredictionEvent(
                        event,
                        new Prediction(
                                VERSION,
                                origin,
                                event.time(),
                                Optional.empty(),
                                score,
                                Optional.of("l" + random.nextInt(2)),
                                Optional.empty(),
                                OptionalDouble.of(1),
                                OptionalLong.empty(),
                                OptionalLong.empty())));
            }
        }
        new JdbiPredictionLog(database, InstantSource.fixed(LATER)).appendPredictions(TASK, predictions);
    }

    private static TrafficQuery query(TimeWindow window, Instant knownAt, Maturity maturity) {
        return new TrafficQuery(TASK, window, knownAt, maturity, Optional.of(VERSION));
    }

    private List<Seen> inDatabase(TrafficQuery query) {
        List<Seen> seen = new ArrayList<>();
        new JdbiTrafficReader(database).read(query, RunControl.UNWATCHED, logged -> seen.add(seen(logged)));
        return seen;
    }

    private static Seen seen(LoggedEvent logged) {
        return new Seen(
                logged.event().id(),
                logged.event().time(),
                logged.event().cluster(),
                logged.event().input(),
                logged.outcome().map(Outcome::value),
                logged.prediction().map(Prediction::origin),
                logged.prediction().map(Prediction::score),
                logged.prediction().flatMap(Prediction::label));
    }

    private List<Seen> inColumns(TrafficQuery query) {
        List<Seen> seen = new ArrayList<>();
        try (SegmentStore.Mapped mapped = store.map(query, RunControl.UNWATCHED)) {
            mapped.forEach(RunControl.UNWATCHED, day -> {
                for (int row = day.from(); row < day.to(); row++) {
                    if (day.wasKnown(row)) {
                        seen.add(seen(day, row));
                    }
                }
            });
        }
        return seen;
    }

    private static Seen seen(TrafficDay day, int row) {
        Optional<LoggedScores> logged =
                day.logged().filter(scores -> scores.origin(row).isPresent());
        return new Seen(
                day.id(row),
                day.time(row),
                day.cluster(row) < 0
                        ? Optional.empty()
                        : Optional.of(day.clusters().get(day.cluster(row))),
                day.input(row),
                day.outcome(row) == TrafficDay.PENDING
                        ? Optional.empty()
                        : Optional.of(day.outcomeValues().get(day.outcome(row))),
                logged.flatMap(scores -> scores.origin(row)),
                logged.map(scores -> score(scores, row)),
                logged.map(scores -> scores.labels().get(scores.label(row))));
    }

    private static Score score(LoggedScores scores, int row) {
        return scores.classes().isEmpty()
                ? new Score.Single(scores.score(row))
                : Score.PerClass.of(scores.classes(), new double[] {scores.score(row, 0), scores.score(row, 1)});
    }

    private void assertSame() {
        for (Maturity maturity :
                List.of(new Maturity.Column("m"), new Maturity.After(Duration.ofDays(3)), new Maturity.WhenKnown())) {
            for (int hours : List.of(20, 100, 300, 2_000)) {
                for (TimeWindow window : List.of(
                        ALL, new TimeWindow(START.plusSeconds(100_000).plusNanos(500), START.plusSeconds(300_000)))) {
                    TrafficQuery query = query(window, START.plus(Duration.ofHours(hours)), maturity);
                    assertThat(inColumns(query)).isEqualTo(inDatabase(query));
                }
            }
        }
    }

    @Test
    void columnsSayWhatTheDatabaseSaysWhateverIsAsked() {
        List<TrafficEvent> events = events(0, 400);
        addEvents(events);
        addOutcomes(events);
        addPredictions(events, Origin.BACKFILLED, false);
        addPredictions(events, Origin.SERVED, false);

        assertThat(inColumns(query(ALL, LATER, new Maturity.WhenKnown()))).hasSize(400);
        assertSame();
    }

    @Test
    void probabilitiesOfSeveralClassesComeBackBitForBit() {
        List<TrafficEvent> events = events(0, 100);
        addEvents(events);
        addPredictions(events, Origin.SERVED, true);

        assertSame();
    }

    @Test
    void whatIsAddedLaterIsSeen() {
        List<TrafficEvent> first = events(0, 60);
        List<TrafficEvent> second = events(60, 60);
        addEvents(first);
        assertSame();
        addOutcomes(second); // before their events
        assertSame();
        addPredictions(first, Origin.BACKFILLED, false);
        assertSame();
        addEvents(second);
        assertSame();
        addOutcomes(first);
        assertSame();
        addPredictions(first, Origin.SERVED, false);
        assertSame();
    }

    @Test
    void aCopyIsMadeOnceAndUsedAgain() throws IOException {
        addEvents(events(0, 50));
        TrafficQuery query = query(ALL, LATER, new Maturity.WhenKnown());
        inColumns(query);
        List<Path> copies = copies();
        List<Object> keys = new ArrayList<>();
        for (Path copy : copies) {
            keys.add(Files.readAttributes(copy, java.nio.file.attribute.BasicFileAttributes.class)
                    .fileKey());
        }

        inColumns(query);

        assertThat(copies()).isEqualTo(copies).isNotEmpty();
        for (int i = 0; i < copies.size(); i++) {
            assertThat(Files.readAttributes(copies.get(i), java.nio.file.attribute.BasicFileAttributes.class)
                            .fileKey())
                    .isEqualTo(keys.get(i));
        }
    }

    @Test
    void aDamagedCopyIsMadeAgain() throws IOException {
        List<TrafficEvent> events = events(0, 80);
        addEvents(events);
        addOutcomes(events);
        addPredictions(events, Origin.SERVED, false);
        assertSame();
        for (Path copy : copies()) {
            long size = Files.size(copy);
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                switch (random.nextInt(3)) {
                    case 0 -> channel.truncate(random.nextLong(size));
                    case 1 -> flip(channel, random.nextLong(size));
                    default -> flip(channel, size - 1 - random.nextLong(size / 2));
                }
            }
        }

        assertSame();
    }

    private static void flip(FileChannel channel, long position) throws IOException {
        java.nio.ByteBuffer one = java.nio.ByteBuffer.allocate(1);
        channel.read(one, position);
        one.flip();
        channel.write(java.nio.ByteBuffer.wrap(new byte[] {(byte) (one.get() ^ 0x55)}), position);
    }

    @Test
    void forgottenCopiesAreMadeAgain() throws IOException {
        addEvents(events(0, 30));
        assertSame();
        store.forget(TASK);
        assertThat(copies()).isEmpty();

        assertSame();
    }

    @Test
    void aCancelledCopyThrowsAndLeavesNoHalfFile() throws IOException {
        addEvents(events(0, 30));
        RunControl cancelled = new RunControl() {
            @Override
            public void progress(String stage, long done, long total) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> store.map(query(ALL, LATER, new Maturity.WhenKnown()), cancelled))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED));
        assertThat(copies()).isEmpty();
    }

    private List<Path> copies() throws IOException {
        Path folder = directory.resolve("segments");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
