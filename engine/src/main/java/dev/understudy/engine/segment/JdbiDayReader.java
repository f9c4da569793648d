package dev.understudy.engine.segment;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the logs day by day, as they are. */
final class JdbiDayReader {
    private static final int FETCH = 10_000;
    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1_000;

    private final Database database;

    JdbiDayReader(Database database) {
        this.database = database;
    }

    /**
     * A day of the event log and what goes with it.
     *
     * @param day the day
     * @param events how many there are
     * @param eventStamp of the events
     * @param outcomeStamp of their outcomes; 0 if there never was one
     * @param predictionStamp of the predictions of the version that was asked for; empty if there are none
     * @param actedStamp of the predictions of all versions; empty if there are none
     */
    record Day(
            LocalDate day,
            long events,
            long eventStamp,
            long outcomeStamp,
            OptionalLong predictionStamp,
            OptionalLong actedStamp) {}

    record Event(
            String id,
            long micros,
            long knownAt,
            OptionalLong maturesAt,
            @Nullable String cluster,
            String input) {}

    record Outcome(String eventId, int revision, String value, long knownAt, OptionalLong maturesAt) {}

    record Logged(
            String eventId,
            String origin,
            double score,
            @Nullable String classScores,
            @Nullable String label,
            double propensity) {}

    /** The days that the window touches and that have events, in their order. */
    List<Day> days(TaskName task, TimeWindow window, Optional<VersionName> version) {
        return database.read(handle -> days(handle, task, window, version));
    }

    private static List<Day> days(Handle handle, TaskName task, TimeWindow window, Optional<VersionName> version) {
        Map<LocalDate, Long> acted = actedStamps(handle, task, window);
        return handle.createQuery("""
                        SELECT e.event_day, e.facts, e.stamp AS event_stamp, o.stamp AS outcome_stamp,
                               p.stamp AS prediction_stamp
                        FROM log_day e
                        LEFT JOIN log_day o ON o.task = e.task AND o.event_day = e.event_day AND o.kind = 'outcome'
                            AND o.version = ''
                        LEFT JOIN log_day p ON p.task = e.task AND p.event_day = e.event_day AND p.kind = 'prediction'
                            AND p.version = :version
                        WHERE e.task = :task AND e.kind = 'event' AND e.version = ''
                            AND e.event_day >= :from AND e.event_day <= :to
                        ORDER BY e.event_day""")
                .bind("task", task.text())
                .bind("version", version.map(VersionName::text).orElse(" ")) // no version has this name
                .bind("from", day(window.from()))
                .bind("to", day(window.to().minusNanos(1)))
                .map((row, context) -> new Day(
                        row.getObject("event_day", LocalDate.class),
                        row.getLong("facts"),
                        row.getLong("event_stamp"),
                        row.getLong("outcome_stamp"),
                        optionalLong(row, "prediction_stamp"),
                        stamp(acted, row.getObject("event_day", LocalDate.class))))
                .list();
    }

    /** The stamps of all versions of a day as one, which changes with each of them. */
    private static Map<LocalDate, Long> actedStamps(Handle handle, TaskName task, TimeWindow window) {
        Map<LocalDate, Long> stamps = new HashMap<>();
        handle.createQuery("""
                        SELECT event_day, stamp FROM log_day
                        WHERE task = :task AND kind = 'prediction' AND event_day >= :from AND event_day <= :to""")
                .bind("task", task.text())
                .bind("from", day(window.from()))
                .bind("to", day(window.to().minusNanos(1)))
                .map((row, context) -> Map.entry(row.getObject("event_day", LocalDate.class), row.getLong("stamp")))
                .forEach(entry -> stamps.merge(entry.getKey(), entry.getValue(), Long::sum));
        return stamps;
    }

    private static OptionalLong stamp(Map<LocalDate, Long> stamps, LocalDate day) {
        Long stamp = stamps.get(day);
        return stamp == null ? OptionalLong.empty() : OptionalLong.of(stamp);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    List<Event> events(TaskName task, TimeWindow window) {
        return database.read(handle -> bound(handle, """
                        SELECT event_id, event_time, known_at, matures_at, cluster_key, raw_input FROM event
                        WHERE task = :task AND event_time >= :from AND event_time < :to
                        ORDER BY event_time""", task, window)
                .map((row, context) -> new Event(
                        row.getString(1),
                        micros(row, 2).orElseThrow(),
                        micros(row, 3).orElseThrow(),
                        micros(row, 4),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }

    /** An outer join keeps H2 from beginning with the outcomes of all days. */
    List<Outcome> outcomes(TaskName task, TimeWindow window) {
        return database.read(handle -> bound(handle, """
                        SELECT e.event_id, o.revision, o.outcome_value, o.known_at, o.matures_at FROM event e
                        LEFT JOIN outcome o ON o.task = e.task AND o.event_id = e.event_id
                        WHERE e.task = :task AND e.event_time >= :from AND e.event_time < :to
                            AND o.event_id IS NOT NULL""", task, window)
                .map((row, context) -> new Outcome(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        micros(row, 4).orElseThrow(),
                        micros(row, 5)))
                .list());
    }

    List<Logged> predictions(TaskName task, VersionName version, TimeWindow window) {
        return database.read(handle -> bound(handle, """
                        SELECT event_id, origin, score, class_scores, label, propensity FROM prediction
                        WHERE task = :task AND version = :version AND event_time >= :from AND event_time < :to""", task, window)
                .bind("version", version.text())
                .map((row, context) -> new Logged(
                        row.getString(1),
                        row.getString(2),
                        number(row, 3),
                        row.getString(4),
                        row.getString(5),
                        number(row, 6)))
                .list());
    }

    /**
     * What was decided when the events were answered, whichever version answered: the decision stands where other rows
     * have the label. The runtime's own answer, which has a propensity, comes after one that was imported.
     */
    List<Logged> acted(TaskName task, TimeWindow window) {
        return database.read(handle -> bound(handle, """
                        SELECT event_id, origin, score, decision, propensity FROM prediction
                        WHERE task = :task AND origin = 'served' AND event_time >= :from AND event_time < :to
                        ORDER BY event_id, CASE WHEN propensity IS NULL THEN 0 ELSE 1 END, known_at DESC, version""", task, window)
                .map((row, context) -> new Logged(
                        row.getString(1), row.getString(2), number(row, 3), null, row.getString(4), number(row, 5)))
                .list());
    }

    private static Query bound(Handle handle, String sql, TaskName task, TimeWindow window) {
        return handle.createQuery(sql)
                .setFetchSize(FETCH)
                .bind("task", task.text())
                .bind("from", window.from())
                .bind("to", window.to());
    }

    private static OptionalLong micros(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null
                ? OptionalLong.empty()
                : OptionalLong.of(time.toEpochSecond() * MICROS + time.getNano() / NANOS_OF_MICRO);
    }

    private static OptionalLong optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
