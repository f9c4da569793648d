package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The log as it lies in the database, read past everything that wrote it. */
final class KeptLog {
    private KeptLog() {}

    /** Whether all that was acknowledged is there, once, whole and bit for bit, and nothing is half there. */
    static void holds(ReleasedWorkspace.Place place, Ledger ledger) {
        try (Engine engine = new Engine(
                Workspace.open(place.directory(), Map.of(), place.product()),
                InstantSource.system(),
                Duration.ofSeconds(10))) {
            holds(engine.database(), ledger);
        }
    }

    static void holds(Database database, Ledger ledger) {
        Map<String, List<Ledger.Said>> rows = database.read(KeptLog::predictions);
        List<String> lost = new ArrayList<>();
        List<String> otherwise = new ArrayList<>();
        ledger.acknowledged().forEach((id, acknowledged) -> {
            List<Ledger.Said> kept = rows.getOrDefault(id, List.of());
            if (kept.isEmpty()) {
                lost.add(id);
            } else if (!kept.equals(List.of(acknowledged.said()))) {
                otherwise.add(id + ": answered " + acknowledged.said() + ", logged " + kept);
            }
        });
        assertThat(ledger.acknowledged()).as("answered events").isNotEmpty();
        assertThat(lost).as("answered, and not in the log").isEmpty();
        assertThat(otherwise).as("answered otherwise than logged").isEmpty();
        assertThat(database.<Integer>read(KeptLog::halves))
                .as("half rows: an event without its prediction, a prediction without its event or its numbers")
                .isZero();
    }

    private static Map<String, List<Ledger.Said>> predictions(Handle handle) {
        Map<String, List<Ledger.Said>> rows = new HashMap<>();
        handle.createQuery("SELECT event_id, score, label, decision, version, propensity FROM prediction"
                        + " WHERE task = :task AND origin = 'served' AND error_code IS NULL")
                .bind("task", ReleasedWorkspace.TASK)
                .map((row, context) -> Map.entry(
                        row.getString("event_id"),
                        new Ledger.Said(
                                Double.doubleToRawLongBits(row.getDouble("score")),
                                row.getString("label"),
                                row.getString("decision"),
                                row.getString("version"),
                                row.getDouble("propensity"))))
                .forEach(row -> rows.computeIfAbsent(row.getKey(), id -> new ArrayList<>())
                        .add(row.getValue()));
        return rows;
    }

    private static int halves(Handle handle) {
        return handle.createQuery("""
                        SELECT
                          (SELECT COUNT(*) FROM prediction p WHERE NOT EXISTS
                            (SELECT 1 FROM event e WHERE e.task = p.task AND e.event_id = p.event_id))
                        + (SELECT COUNT(*) FROM event e WHERE NOT EXISTS
                            (SELECT 1 FROM prediction p WHERE p.task = e.task AND p.event_id = e.event_id))
                        + (SELECT COUNT(*) FROM prediction p WHERE p.error_code IS NULL AND
                            (p.score IS NULL OR p.label IS NULL OR p.decision IS NULL OR p.propensity IS NULL
                              OR p.score_micros IS NULL))
                        AS halves""").mapTo(Integer.class).one();
    }
}
