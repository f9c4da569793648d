package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.BulkRows;
import dev.understudy.engine.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The event log in the database. */
public final class JdbiEventLog implements EventLog {
    private static final List<String> COLUMNS = List.of(
            "task",
            "event_id",
            "event_day",
            "event_time",
            "known_at",
            "recorded_at",
            "matures_at",
            "cluster_key",
            "raw_input");

    private final Database database;
    private final InstantSource clock;

    public JdbiEventLog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public AppendResult appendEvents(TaskName task, List<TrafficEvent> events) {
        return database.write(handle -> append(handle, task, events, clock.instant()));
    }

    @Override
    public Map<String, TrafficEvent> find(TaskName task, Collection<String> ids) {
        return database.read(handle -> existing(handle, task, ids.stream()));
    }

    static AppendResult append(Handle handle, TaskName task, List<TrafficEvent> events, Instant now) {
        Map<String, TrafficEvent> known = existing(handle, task, events.stream().map(TrafficEvent::id));
        List<TrafficEvent> fresh = new ArrayList<>();
        Set<Integer> positions = new HashSet<>();
        List<AppendResult.Conflict> conflicts = new ArrayList<>();
        int duplicates = 0;
        for (int i = 0; i < events.size(); i++) {
            TrafficEvent event = events.get(i);
            TrafficEvent before = known.putIfAbsent(event.id(), event);
            if (before == null) {
                fresh.add(event);
                positions.add(i);
            } else if (sameFact(before, event)) {
                duplicates++;
            } else {
                conflicts.add(conflict(i, event));
            }
        }
        insert(handle, task, fresh, now);
        return new AppendResult(positions, duplicates, conflicts);
    }

    static AppendResult.Conflict conflict(int index, TrafficEvent event) {
        return new AppendResult.Conflict(index, "the event id " + event.id() + " is there already with other content");
    }

    /** When an event became known here is no part of what it is. */
    static boolean sameFact(TrafficEvent a, TrafficEvent b) {
        return a.time().equals(b.time())
                && a.cluster().equals(b.cluster())
                && a.maturesAt().equals(b.maturesAt())
                && a.input().equals(b.input());
    }

    /** The join is an outer one to keep its order: turned round, H2 unfolds the ids once for each event of the log. */
    static Map<String, TrafficEvent> existing(Handle handle, TaskName task, Stream<String> ids) {
        Map<String, TrafficEvent> events = new HashMap<>();
        handle.createQuery("""
                        SELECT e.event_id, e.event_time, e.known_at, e.matures_at, e.cluster_key, e.raw_input
                        FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN event e ON e.task = :task AND e.event_id = wanted.id
                        WHERE e.event_id IS NOT NULL""")
                .bind("task", task.text())
                .bindArray("ids", String.class, (Object[]) ids.distinct().toArray(String[]::new))
                .map((row, context) -> JdbiTrafficRows.event(row))
                .forEach(event -> events.put(event.id(), event));
        return events;
    }

    /** Inserts events that are not there yet, in the order of the key: each page of it is then changed once. */
    static void insert(Handle handle, TaskName task, List<TrafficEvent> events, Instant now) {
        insertRows(handle, task, events, now);
        JdbiLogDays.eventsAdded(handle, task, events.stream().map(event -> day(event.time())));
    }

    /** The same without marking their days. */
    static void insertRows(Handle handle, TaskName task, List<TrafficEvent> events, Instant now) {
        if (events.isEmpty()) {
            return;
        }
        try (BulkRows rows = BulkRows.into(handle, "event", COLUMNS, events.size())) {
            for (TrafficEvent event : inOrder(events)) {
                rows.text(task.text())
                        .text(event.id())
                        .day(day(event.time()))
                        .instant(event.time())
                        .instant(event.knownAt())
                        .instant(now)
                        .instant(event.maturesAt())
                        .text(event.cluster())
                        .text(event.input().toJson())
                        .end();
            }
            rows.insert();
        }
    }

    private static List<TrafficEvent> inOrder(List<TrafficEvent> events) {
        return events.stream().sorted(Comparator.comparing(TrafficEvent::id)).toList();
    }

    static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
