package dev.understudy.engine.registry;

import dev.understudy.engine.common.TimeWindow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads from the database which looks there were before one. */
final class JdbiLooks {
    private static final String APPROVED = "approved";

    private JdbiLooks() {}

    /** Of the column {@code result} as much as is asked for; the rest is passed over. */
    private record Kept(EarlierLooks.Found report, StoredSimulation.Looks looks) {}

    /** The looks that count for this one: at its candidate, or at others on windows that overlap with its own. */
    static EarlierLooks before(Handle handle, Look look) {
        List<EarlierLooks.Past> kept = handle.createQuery("""
                        SELECT candidate_digest, window_from, window_to, known_at, decision, result FROM simulation
                        WHERE task = :task AND COALESCE(live_digest, live) = :live
                        AND (candidate_digest = :candidate OR (window_from < :to AND window_to > :from))
                        ORDER BY id""")
                .bind("task", look.task().text())
                .bind("live", look.live())
                .bind("candidate", look.candidate())
                .bind("from", look.window().from())
                .bind("to", look.window().to())
                .map((row, context) -> past(row, look))
                .list();
        return new EarlierLooks(kept);
    }

    private static EarlierLooks.Past past(ResultSet row, Look look) throws SQLException {
        Kept kept = RegistryJson.read(row.getString("result"), Kept.class);
        return new EarlierLooks.Past(
                new Look(
                        look.task(),
                        row.getString("candidate_digest"),
                        look.live(),
                        new TimeWindow(
                                row.getObject("window_from", OffsetDateTime.class)
                                        .toInstant(),
                                row.getObject("window_to", OffsetDateTime.class).toInstant()),
                        row.getObject("known_at", OffsetDateTime.class).toInstant()),
                kept.report(),
                row.getString("decision").equals(APPROVED),
                kept.looks());
    }
}
