package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.task.Maturity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/** Counts traffic in the database, which hands out no more than the counts. */
public final class JdbiTrafficCounts implements TrafficCounts {
    /** Of each event the outcome that was known last. */
    private static final String MATURED = """
            SELECT COUNT(*) FROM (
                SELECT e.event_time, e.matures_at AS event_matures_at, o.known_at, o.matures_at,
                       ROW_NUMBER() OVER (PARTITION BY e.event_id ORDER BY o.known_at DESC, o.revision DESC) AS age
                FROM event e JOIN outcome o ON o.task = e.task AND o.event_id = e.event_id AND o.known_at <= :knownAt
                WHERE e.task = :task AND e.event_time >= :from AND e.event_time < :to AND e.known_at <= :knownAt
            ) AS newest
            WHERE age = 1 AND %s""";

    private static final String EVENTS = """
            SELECT COUNT(*) FROM event e
            WHERE e.task = :task AND e.event_time >= :from AND e.event_time < :to AND e.known_at <= :knownAt""";

    private static final String LOGGED = EVENTS + """

            AND EXISTS (SELECT 1 FROM prediction p
                WHERE p.task = e.task AND p.event_id = e.event_id AND p.version = :version)""";

    private final Database database;

    public JdbiTrafficCounts(Database database) {
        this.database = database;
    }

    @Override
    public WindowCount count(TrafficQuery query) {
        return database.read(
                handle -> new WindowCount(count(handle, EVENTS, query), matured(handle, query), logged(handle, query)));
    }

    @Override
    public List<LoggedDay> loggedDays(TaskName task, VersionName version, LocalDate from) {
        return database.read(handle -> loggedDays(handle, task, version, from));
    }

    private static long matured(Handle handle, TrafficQuery query) {
        return switch (query.maturity()) {
            case Maturity.After(var duration) ->
                count(
                        handle,
                        MATURED.formatted("event_time <= :oldEnough"),
                        query,
                        query.knownAt().minus(duration));
            case Maturity.Column column ->
                count(handle, MATURED.formatted("COALESCE(matures_at, event_matures_at, known_at) <= :knownAt"), query);
            case Maturity.WhenKnown whenKnown -> count(handle, MATURED.formatted("TRUE"), query);
        };
    }

    private static long logged(Handle handle, TrafficQuery query) {
        return query.version().isEmpty() ? 0 : count(handle, LOGGED, query);
    }

    private static long count(Handle handle, String sql, TrafficQuery query) {
        return count(handle, sql, query, query.knownAt());
    }

    private static long count(Handle handle, String sql, TrafficQuery query, Instant oldEnough) {
        return handle.createQuery(sql)
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("task", query.task().text())
                .bind("from", query.window().from())
                .bind("to", query.window().to())
                .bind("knownAt", query.knownAt())
                .bind("oldEnough", oldEnough)
                .bind("version", query.version().map(VersionName::text).orElse(""))
                .mapTo(Long.class)
                .one();
    }

    private record LabelCount(LocalDate day, String label, long events, double scores, long scored) {}

    private static List<LoggedDay> loggedDays(Handle handle, TaskName task, VersionName version, LocalDate from) {
        Map<LocalDate, List<LabelCount>> days = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT event_day, COALESCE(label, '') AS said, COUNT(DISTINCT event_id) AS events,
                               COALESCE(SUM(score), 0) AS scores, COUNT(score) AS scored
                        FROM prediction
                        WHERE task = :task AND version = :version AND event_time >= :from
                        GROUP BY event_day, COALESCE(label, '') ORDER BY event_day, said""")
                .bind("task", task.text())
                .bind("version", version.text())
                .bind("from", OffsetDateTime.of(from.atStartOfDay(), ZoneOffset.UTC))
                .map((row, context) -> new LabelCount(
                        row.getObject("event_day", LocalDate.class),
                        row.getString("said"),
                        row.getLong("events"),
                        row.getDouble("scores"),
                        row.getLong("scored")))
                .forEach(count -> days.computeIfAbsent(count.day(), fresh -> new ArrayList<>())
                        .add(count));
        return days.entrySet().stream()
                .map(entry -> day(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static LoggedDay day(LocalDate day, List<LabelCount> counts) {
        SortedMap<String, Long> labels = new TreeMap<>();
        counts.stream()
                .filter(count -> !count.label().isEmpty())
                .forEach(count -> labels.put(count.label(), count.events()));
        long scored = counts.stream().mapToLong(LabelCount::scored).sum();
        double scores = counts.stream().mapToDouble(LabelCount::scores).sum();
        return new LoggedDay(
                day,
                counts.stream().mapToLong(LabelCount::events).sum(),
                labels,
                scored == 0 ? OptionalDouble.empty() : OptionalDouble.of(scores / scored));
    }
}
