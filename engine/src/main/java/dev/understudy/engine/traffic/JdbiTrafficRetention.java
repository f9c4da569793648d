package dev.understudy.engine.traffic;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Deletes whole days of a task's log, in pieces that are small enough for others to write in between. The days are taken
 * from the log's list of days first: no replay sees half a day. What was cut short goes on with the next call.
 */
public final class JdbiTrafficRetention {
    private static final int EVENTS_AT_A_TIME = 500;
    private static final int FAILURES_AT_A_TIME = 1_000;
    private static final int OUTCOMES_AT_A_TIME = 2_000;

    private final Database database;

    public JdbiTrafficRetention(Database database) {
        this.database = database;
    }

    /** What deleting the days before this one would delete. */
    public PrunedTraffic before(TaskName task, LocalDate day) {
        Instant end = midnight(day);
        return database.read(handle -> new PrunedTraffic(
                count(handle, "SELECT COUNT(*) FROM event e WHERE e.task = :task AND e.event_time < :end", task, end),
                count(handle, """
                        SELECT COUNT(*) FROM event e JOIN prediction p ON p.task = e.task AND p.event_id = e.event_id
                        WHERE e.task = :task AND e.event_time < :end""", task, end),
                count(handle, """
                        SELECT COUNT(*) FROM event e JOIN outcome o ON o.task = e.task AND o.event_id = e.event_id
                        WHERE e.task = :task AND e.event_time < :end""", task, end) + count(handle, "SELECT COUNT(*) " + ORPHANS, task, end),
                count(handle, """
                        SELECT COUNT(*) FROM prediction_failure
                        WHERE task = :task AND event_time < :end""", task, end)));
    }

    /** Outcomes that were known before the end and whose event never came. */
    private static final String ORPHANS = """
            FROM outcome o WHERE o.task = :task AND o.known_at < :end
            AND NOT EXISTS (SELECT 1 FROM event e WHERE e.task = o.task AND e.event_id = o.event_id)""";

    private static long count(Handle handle, String sql, TaskName task, Instant end) {
        return handle.createQuery(sql)
                .bind("task", task.text())
                .bind("end", end)
                .mapTo(Long.class)
                .one();
    }

    /**
     * Deletes the days before this one.
     *
     * @param control asked between two pieces whether to go on
     * @return what was deleted
     */
    public PrunedTraffic prune(TaskName task, LocalDate day, RunControl control) {
        Instant end = midnight(day);
        int days = database.write(
                handle -> handle.createUpdate("DELETE FROM log_day WHERE task = :task AND event_day < :day")
                        .bind("task", task.text())
                        .bind("day", day)
                        .execute());
        PrunedTraffic pruned = PrunedTraffic.NOTHING;
        while (true) {
            control.checkCancelled();
            PrunedTraffic piece = database.write(handle -> piece(handle, task, end));
            if (piece.events() == 0) {
                break;
            }
            pruned = pruned.plus(piece);
            control.progress("deleting old events", pruned.events(), -1);
        }
        if (days > 0 || !pruned.isNothing()) { // once a day: it looks through all outcomes
            pruned = pruned.plus(new PrunedTraffic(0, 0, orphans(task, end, control), 0));
        }
        return pruned.plus(new PrunedTraffic(0, 0, 0, failures(task, end, control)));
    }

    private static PrunedTraffic piece(Handle handle, TaskName task, Instant end) {
        List<String> ids = handle
                .createQuery("""
                        SELECT event_id FROM event WHERE task = :task AND event_time < :end
                        ORDER BY event_time, event_id LIMIT :most""")
                .bind("task", task.text())
                .bind("end", end)
                .bind("most", EVENTS_AT_A_TIME)
                .mapTo(String.class)
                .list()
                .stream()
                .sorted()
                .toList();
        if (ids.isEmpty()) {
            return PrunedTraffic.NOTHING;
        }
        uncountExternal(handle, task, ids, end);
        long predictions = delete(handle, "prediction", task, ids);
        long outcomes = delete(handle, "outcome", task, ids);
        return new PrunedTraffic(delete(handle, "event", task, ids), predictions, outcomes, 0);
    }

    private static long delete(Handle handle, String table, TaskName task, List<String> ids) {
        PreparedBatch batch = handle.prepareBatch("DELETE FROM " + table + " WHERE task = ? AND event_id = ?");
        ids.forEach(id -> batch.bind(0, task.text()).bind(1, id).add());
        return Arrays.stream(batch.execute()).asLongStream().sum();
    }

    /** Models that live elsewhere are listed with how many predictions of them are there, and of when. */
    private static void uncountExternal(Handle handle, TaskName task, List<String> ids, Instant end) {
        handle.createQuery("""
                        SELECT p.version, COUNT(*) AS gone FROM UNNEST(:ids) AS wanted(id)
                        LEFT JOIN prediction p ON p.task = :task AND p.event_id = wanted.id
                        WHERE p.version LIKE 'x-%' GROUP BY p.version""")
                .bind("task", task.text())
                .bindArray("ids", String.class, (Object[]) ids.toArray(String[]::new))
                .map((row, context) -> List.of(row.getString("version"), Long.toString(row.getLong("gone"))))
                .list()
                .forEach(gone -> handle.createUpdate("""
                                UPDATE external_model SET predictions = predictions - :gone,
                                    first_time = CASE WHEN first_time < :end AND last_time >= :end THEN :end
                                        ELSE first_time END
                                WHERE task = :task AND version = :version""")
                        .bind("gone", Long.parseLong(gone.get(1)))
                        .bind("end", end)
                        .bind("task", task.text())
                        .bind("version", gone.get(0))
                        .execute());
    }

    /** Looks through the outcomes by reading, piece by piece, and writes no longer than it takes to delete those of a piece. */
    private long orphans(TaskName task, Instant end, RunControl control) {
        long deleted = 0;
        String last = "";
        while (true) {
            control.checkCancelled();
            String after = last;
            List<Stretch> piece = database.read(handle -> outcomes(handle, task, end, after));
            if (piece.isEmpty()) {
                return deleted;
            }
            last = piece.getLast().id();
            List<String> ids = piece.stream()
                    .filter(Stretch::orphan)
                    .map(Stretch::id)
                    .distinct()
                    .toList();
            if (!ids.isEmpty()) {
                deleted += database.write(handle -> deleteOrphans(handle, task, ids, end));
            }
        }
    }

    /** An outcome on the way through all of them. */
    private record Stretch(String id, boolean orphan) {}

    private static List<Stretch> outcomes(Handle handle, TaskName task, Instant end, String after) {
        return handle.createQuery("""
                        SELECT o.event_id, CASE WHEN o.known_at < :end AND e.event_id IS NULL THEN 1 ELSE 0 END AS orphan
                        FROM (SELECT event_id, known_at FROM outcome WHERE task = :task AND event_id > :after
                            ORDER BY event_id LIMIT :most) o
                        LEFT JOIN event e ON e.task = :task AND e.event_id = o.event_id
                        ORDER BY o.event_id""")
                .bind("task", task.text())
                .bind("end", end)
                .bind("after", after)
                .bind("most", OUTCOMES_AT_A_TIME)
                .map((row, context) -> new Stretch(row.getString("event_id"), row.getInt("orphan") == 1))
                .list();
    }

    /** The event may have come since. */
    private static long deleteOrphans(Handle handle, TaskName task, List<String> ids, Instant end) {
        PreparedBatch batch = handle.prepareBatch("""
                DELETE FROM outcome WHERE task = :task AND event_id = :id AND known_at < :end
                AND NOT EXISTS (SELECT 1 FROM event e WHERE e.task = :task AND e.event_id = :id)""");
        ids.forEach(id ->
                batch.bind("task", task.text()).bind("id", id).bind("end", end).add());
        return Arrays.stream(batch.execute()).asLongStream().sum();
    }

    private long failures(TaskName task, Instant end, RunControl control) {
        long deleted = 0;
        while (true) {
            control.checkCancelled();
            int piece = database.write(handle -> handle.createUpdate("""
                            DELETE FROM prediction_failure WHERE id IN (
                                SELECT id FROM prediction_failure WHERE task = :task AND event_time < :end
                                ORDER BY id LIMIT :most)""")
                    .bind("task", task.text())
                    .bind("end", end)
                    .bind("most", FAILURES_AT_A_TIME)
                    .execute());
            deleted += piece;
            if (piece < FAILURES_AT_A_TIME) {
                return deleted;
            }
        }
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
