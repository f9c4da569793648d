package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.Gathering;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The log of served predictions in the database. */
public final class JdbiServedLog implements ServedLog {
    /** As many predictions as are written in one piece; more would make others wait for long. */
    private static final int WRITTEN_AT_ONCE = 5_000;

    private final Supplier<Database> database;
    private final InstantSource clock;
    private final Map<TaskName, Gathering<Calls, List<ServedAppend>>> gatherings = new ConcurrentHashMap<>();

    /** A log in an open database. */
    public JdbiServedLog(Database database, InstantSource clock) {
        this(() -> database, clock);
    }

    /**
     * A log in a database that may yet have to be opened.
     *
     * @param database asked at each call; always the same one
     */
    public JdbiServedLog(Supplier<Database> database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What one thread brings. */
    private record Calls(List<List<PredictionEvent>> all) {
        int predictions() {
            return all.stream().mapToInt(List::size).sum();
        }
    }

    @Override
    public List<ServedAppend> appendEach(TaskName task, List<List<PredictionEvent>> calls) {
        return gatherings
                .computeIfAbsent(
                        task,
                        fresh -> new Gathering<>(
                                database.get().lanes(),
                                WRITTEN_AT_ONCE,
                                Calls::predictions,
                                gathered -> appendTogether(fresh, gathered)))
                .run(new Calls(calls));
    }

    private List<List<ServedAppend>> appendTogether(TaskName task, List<Calls> gathered) {
        List<List<PredictionEvent>> calls =
                gathered.stream().flatMap(brought -> brought.all().stream()).toList();
        List<ServedAppend> appended = database.get().writeGathered(handle -> append(handle, task, calls));
        List<List<ServedAppend>> each = new ArrayList<>(gathered.size());
        int from = 0;
        for (Calls brought : gathered) {
            int to = from + brought.all().size();
            each.add(appended.subList(from, to));
            from = to;
        }
        return each;
    }

    /** One look at what is there, and one insert a table, for all calls. */
    private List<ServedAppend> append(Handle handle, TaskName task, List<List<PredictionEvent>> calls) {
        Map<String, TrafficEvent> events = JdbiEventLog.existing(
                handle,
                task,
                calls.stream()
                        .flatMap(List::stream)
                        .map(logged -> logged.event().id()));
        Map<String, Prediction> answers = events.isEmpty() ? Map.of() : answers(handle, task, events.keySet());
        AnsweredEvents answered = new AnsweredEvents(events, answers);
        List<ServedAppend> appended = calls.stream().map(answered::take).toList();
        Instant now = clock.instant();
        JdbiEventLog.insertRows(handle, task, answered.freshEvents(), now);
        JdbiPredictionLog.insertRows(handle, task, answered.freshPredictions(), now);
        // last of all: until the end of the transaction, other writers wait for the rows of their days
        JdbiLogDays.servedAdded(handle, task, answered.freshEvents(), answered.freshPredictions());
        return appended;
    }

    /** The first answer that each event got. */
    private static Map<String, Prediction> answers(Handle handle, TaskName task, Set<String> ids) {
        Map<String, Prediction> answers = new HashMap<>();
        handle.createQuery("""
                        SELECT p.* FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN prediction p ON p.task = :task AND p.event_id = wanted.id AND p.origin = :served
                        WHERE p.event_id IS NOT NULL ORDER BY p.recorded_at, p.version""")
                .bind("task", task.text())
                .bind("served", Origin.SERVED.key())
                .bindArray("ids", String.class, (Object[]) ids.toArray(String[]::new))
                .map((row, context) -> Map.entry(row.getString("event_id"), JdbiTrafficRows.prediction(row, "")))
                .forEach(entry -> answers.putIfAbsent(entry.getKey(), entry.getValue()));
        return answers;
    }

    @Override
    public void appendFailures(TaskName task, List<PredictionFailure> failures) {
        if (!failures.isEmpty()) {
            database.get().write(handle -> {
                JdbiPredictionFailures.insert(handle, task, failures, clock.instant());
                return true;
            });
        }
    }

    @Override
    public Optional<EventHistory> history(TaskName task, String eventId) {
        return database.get().read(handle -> {
            Optional<TrafficEvent> event = Optional.ofNullable(
                    JdbiEventLog.existing(handle, task, Stream.of(eventId)).get(eventId));
            List<PredictionFailure> failures = JdbiPredictionFailures.of(handle, task, eventId);
            return event.isEmpty() && failures.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new EventHistory(
                            eventId,
                            event,
                            all(handle, task, eventId),
                            failures,
                            JdbiOutcomeLog.of(handle, task, eventId)));
        });
    }

    @Override
    public boolean isWritable() {
        return database.get().isWritable();
    }

    @Override
    public Optional<EventPredictions> predictions(TaskName task, String eventId) {
        return database.get()
                .read(handle -> Optional.ofNullable(JdbiEventLog.existing(handle, task, List.of(eventId).stream())
                                .get(eventId))
                        .map(event -> new EventPredictions(event, all(handle, task, eventId))));
    }

    @Override
    public Map<String, Instant> times(TaskName task, Collection<String> eventIds) {
        Map<String, Instant> times = new HashMap<>();
        database.get()
                .read(handle -> JdbiEventLog.existing(handle, task, eventIds.stream()))
                .forEach((id, event) -> times.put(id, event.time()));
        return times;
    }

    private static List<Prediction> all(Handle handle, TaskName task, String eventId) {
        return handle.createQuery("""
                        SELECT p.* FROM prediction p WHERE p.task = :task AND p.event_id = :id
                        ORDER BY p.recorded_at, p.version, p.origin""")
                .bind("task", task.text())
                .bind("id", eventId)
                .map((row, context) -> JdbiTrafficRows.prediction(row, ""))
                .list();
    }
}
