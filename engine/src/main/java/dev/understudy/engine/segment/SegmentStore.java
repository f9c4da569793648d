package dev.understudy.engine.segment;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.traffic.TrafficQuery;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Columnar copies of the logs in a folder, by day: what a replay reads instead of the database. A copy whose day has
 * changed since, or that is damaged, is built again when it is needed; the folder may be deleted at any time.
 */
public final class SegmentStore {
    private static final String EVENTS = "events";
    private static final String OUTCOMES = "outcomes";
    private static final String PREDICTIONS = "predictions-";
    /** No version is called so that a file of its predictions could have this name. */
    private static final String ACTED = "acted";

    private final JdbiDayReader logs;
    private final Path directory;

    /** Copies of the logs of a database in a folder, which is made where it is missing. */
    public SegmentStore(Database database, Path directory) {
        this.logs = new JdbiDayReader(database);
        this.directory = directory;
    }

    /** A stretch of a day with the stamps of what its copies must hold. */
    private record Stretch(SegmentKey key, JdbiDayReader.Day day) {
        /** About how many events it has: its part of the day's. */
        long events() {
            return day.events() / key.parts();
        }

        List<Long> eventStamps() {
            return List.of(day.eventStamp());
        }

        List<Long> outcomeStamps() {
            return List.of(day.eventStamp(), day.outcomeStamp());
        }

        List<Long> predictionStamps() {
            return List.of(day.eventStamp(), day.predictionStamp().orElse(0));
        }

        List<Long> actedStamps() {
            return List.of(day.eventStamp(), day.actedStamp().orElse(0));
        }
    }

    /** Traffic that is mapped into memory until this is closed. */
    public final class Mapped implements AutoCloseable {
        private final TrafficQuery query;
        private final List<Stretch> stretches;
        private final Arena arena = Arena.ofShared();

        private Mapped(TrafficQuery query, List<Stretch> stretches) {
            this.query = query;
            this.stretches = stretches;
        }

        /** Hands out the days in their order. What it hands out is valid until this is closed. */
        public void forEach(RunControl control, Consumer<TrafficDay> sink) {
            for (Stretch stretch : stretches) {
                control.checkCancelled();
                sink.accept(day(stretch));
            }
        }

        /** The days' events, those outside the window among them. */
        public long mostEvents() {
            return SegmentStore.events(stretches);
        }

        private TrafficDay day(Stretch stretch) {
            SegmentKey key = stretch.key();
            return new TrafficDay(
                    key.day(),
                    query,
                    mapped(key, EVENTS, stretch.eventStamps()),
                    mapped(key, OUTCOMES, stretch.outcomeStamps()),
                    query.version()
                            .filter(version -> stretch.day().predictionStamp().isPresent())
                            .map(version -> mapped(key, PREDICTIONS + version, stretch.predictionStamps())),
                    query.acted() && stretch.day().actedStamp().isPresent()
                            ? Optional.of(mapped(key, ACTED, stretch.actedStamps()))
                            : Optional.empty());
        }

        private SegmentFile mapped(SegmentKey key, String kind, List<Long> stamps) {
            return SegmentFile.open(key.file(directory, kind), stamps, arena)
                    .orElseThrow(() -> new UnderstudyException(
                            ErrorCode.WORKSPACE_BUSY,
                            "the copy of the log of " + key + " was changed by another process while it was read; "
                                    + "try again"));
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    /**
     * Maps the traffic of a query, and first builds what is missing of it, on all cores.
     *
     * @param control told of progress, and asked whether to stop
     * @throws UnderstudyException CANCELLED; WORKSPACE_INVALID if the folder cannot be written
     */
    public Mapped map(TrafficQuery query, RunControl control) {
        List<Stretch> stretches = stretches(query.task(), query.window(), query.version());
        build(stretches, query, control);
        return new Mapped(query, stretches);
    }

    /** Forgets the copies of a task, so that they are built again. */
    public void forget(TaskName task) {
        SegmentFolder.delete(directory.resolve(task.text()));
    }

    /** Forgets the copies of a task's days before this one. */
    public void forgetBefore(TaskName task, LocalDate day) {
        SegmentFolder.deleteBefore(directory.resolve(task.text()), day);
    }

    private List<Stretch> stretches(TaskName task, TimeWindow window, Optional<VersionName> version) {
        List<Stretch> stretches = new ArrayList<>();
        for (JdbiDayReader.Day day : logs.days(task, window, version)) {
            int parts = SegmentKey.partsFor(day.events());
            for (int part = 0; part < parts; part++) {
                SegmentKey key = new SegmentKey(task, day.day(), part, parts);
                if (key.window().from().isBefore(window.to())
                        && window.from().isBefore(key.window().to())) {
                    stretches.add(new Stretch(key, day));
                }
            }
        }
        return stretches;
    }

    private void build(List<Stretch> stretches, TrafficQuery query, RunControl control) {
        AtomicLong done = new AtomicLong();
        long total = events(stretches);
        try (ExecutorService builders =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<?>> built = new ArrayList<>();
            for (Stretch stretch : stretches) {
                built.add(builders.submit(() -> {
                    if (!control.isCancelled() && complete(stretch, query)) {
                        control.progress("copying the log into columns", done.addAndGet(stretch.events()), total);
                    }
                }));
            }
            for (Future<?> one : built) {
                await(one);
            }
        }
        control.checkCancelled();
    }

    private static long events(List<Stretch> stretches) {
        return stretches.stream().mapToLong(Stretch::events).sum();
    }

    private static void await(Future<?> one) {
        try {
            one.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnderstudyException told ? told : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnderstudyException(ErrorCode.CANCELLED, "interrupted; nothing was kept", e);
        }
    }

    private static Optional<SegmentFile> whole(Path file, List<Long> stamps, Arena arena) {
        return SegmentFile.open(file, stamps, arena).filter(SegmentFile::isWhole);
    }

    /**
     * Builds what is missing of a stretch.
     *
     * @return whether anything was
     */
    private boolean complete(Stretch stretch, TrafficQuery query) {
        Optional<VersionName> version = query.version();
        SegmentKey key = stretch.key();
        try (Arena arena = Arena.ofConfined()) {
            boolean built = false;
            Optional<SegmentFile> events = whole(key.file(directory, EVENTS), stretch.eventStamps(), arena);
            if (events.isEmpty()) {
                EventSegment.of(logs.events(key.task(), key.window()), stretch.eventStamps())
                        .write(key.file(directory, EVENTS));
                events = SegmentFile.open(key.file(directory, EVENTS), stretch.eventStamps(), arena);
                built = true;
            }
            SegmentFile rows = events.orElseThrow(() -> new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "the copy of the log of " + key + " cannot be read back"));
            Optional<Map<String, Integer>> byId = Optional.empty();
            if (whole(key.file(directory, OUTCOMES), stretch.outcomeStamps(), arena)
                    .isEmpty()) {
                byId = Optional.of(EventSegment.rowsById(rows));
                OutcomeSegment.of(logs.outcomes(key.task(), key.window()), byId.get(), stretch.outcomeStamps())
                        .write(key.file(directory, OUTCOMES));
                built = true;
            }
            if (version.isPresent()
                    && stretch.day().predictionStamp().isPresent()
                    && whole(key.file(directory, PREDICTIONS + version.get()), stretch.predictionStamps(), arena)
                            .isEmpty()) {
                PredictionSegment.of(
                                logs.predictions(key.task(), version.get(), key.window()),
                                byId.orElseGet(() -> EventSegment.rowsById(rows)),
                                stretch.predictionStamps())
                        .write(key.file(directory, PREDICTIONS + version.get()));
                built = true;
            }
            if (query.acted()
                    && stretch.day().actedStamp().isPresent()
                    && whole(key.file(directory, ACTED), stretch.actedStamps(), arena)
                            .isEmpty()) {
                PredictionSegment.of(
                                logs.acted(key.task(), key.window()),
                                byId.orElseGet(() -> EventSegment.rowsById(rows)),
                                stretch.actedStamps())
                        .write(key.file(directory, ACTED));
                built = true;
            }
            return built;
        }
    }
}
