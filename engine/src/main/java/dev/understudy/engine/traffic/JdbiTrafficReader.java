package dev.understudy.engine.traffic;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.task.Maturity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Reads traffic from the database, some days at a time, so that neither the database nor the caller holds a whole
 * window.
 */
public final class JdbiTrafficReader implements TrafficReader {
    /** Few enough rows to hold, many enough that a query's fixed cost does not matter. */
    private static final int ROWS_AT_A_TIME = 20_000;

    private static final String JOIN = """
            SELECT e.event_id, e.event_time, e.known_at, e.matures_at, e.cluster_key, e.raw_input,
                   o.outcome_value, o.known_at AS outcome_known_at, o.matures_at AS outcome_matures_at,
                   p.version AS p_version, p.origin AS p_origin, p.known_at AS p_known_at, p.sample AS p_sample,
                   p.score AS p_score, p.class_scores AS p_class_scores, p.label AS p_label,
                   p.decision AS p_decision, p.propensity AS p_propensity, p.sample_micros AS p_sample_micros,
                   p.score_micros AS p_score_micros
            FROM event e
            LEFT JOIN outcome o ON o.task = e.task AND o.event_id = e.event_id AND o.known_at <= :knownAt
            LEFT JOIN prediction p ON p.task = e.task AND p.event_id = e.event_id AND %s
            WHERE e.task = :task AND e.event_time >= :from AND e.event_time < :to AND e.known_at <= :knownAt
            ORDER BY e.event_time, e.event_id, o.known_at, o.revision, p.origin
            """;

    private static final String OF_VERSION = JOIN.formatted("p.version = :version");
    private static final String ACTED = JOIN.formatted("p.origin = 'served'");

    private final Database database;

    public JdbiTrafficReader(Database database) {
        this.database = database;
    }

    private record Day(LocalDate day, long events) {}

    @Override
    public long read(TrafficQuery query, RunControl control, Consumer<LoggedEvent> sink) {
        return database.read(handle -> {
            List<Day> days = days(handle, query);
            long total = days.stream().mapToLong(Day::events).sum();
            long done = 0;
            for (TimeWindow part : parts(query.window(), days)) {
                control.checkCancelled();
                control.progress("reading events", done, total);
                done += readPart(handle, query, part, control, sink);
            }
            control.progress("reading events", done, total);
            return done;
        });
    }

    @Override
    public Optional<TimeWindow> range(TaskName task) {
        return database.read(handle -> handle.createQuery(
                        "SELECT MIN(event_time) AS first_time, MAX(event_time) AS last_time FROM event WHERE task = :task")
                .bind("task", task.text())
                .map((row, context) -> range(row))
                .one());
    }

    private static Optional<TimeWindow> range(ResultSet row) throws SQLException {
        Optional<Instant> first = JdbiTrafficRows.instant(row, "first_time");
        Optional<Instant> last = JdbiTrafficRows.instant(row, "last_time");
        return first.map(from -> new TimeWindow(from, last.orElse(from).plus(1, ChronoUnit.MICROS)));
    }

    private static List<Day> days(Handle handle, TrafficQuery query) {
        return handle.createQuery("""
                        SELECT event_day, COUNT(*) AS events FROM event
                        WHERE task = :task AND event_time >= :from AND event_time < :to AND known_at <= :knownAt
                        GROUP BY event_day ORDER BY event_day""")
                .bind("task", query.task().text())
                .bind("from", query.window().from())
                .bind("to", query.window().to())
                .bind("knownAt", query.knownAt())
                .map((row, context) -> new Day(row.getObject("event_day", LocalDate.class), row.getLong("events")))
                .list();
    }

    /** Cuts the window at midnights so that each part holds about the wanted number of rows. */
    private static List<TimeWindow> parts(TimeWindow window, List<Day> days) {
        List<TimeWindow> parts = new ArrayList<>();
        Instant start = window.from();
        long rows = 0;
        for (Day day : days) {
            rows += day.events();
            Instant end = day.day().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            if (rows >= ROWS_AT_A_TIME && end.isBefore(window.to())) {
                parts.add(new TimeWindow(start, end));
                start = end;
                rows = 0;
            }
        }
        if (rows > 0) {
            parts.add(new TimeWindow(start, window.to()));
        }
        return parts;
    }

    private static long readPart(
            Handle handle, TrafficQuery query, TimeWindow part, RunControl control, Consumer<LoggedEvent> sink) {
        Joined joined = new Joined(query, sink);
        Query rows = query.acted()
                ? handle.createQuery(ACTED)
                : handle.createQuery(OF_VERSION)
                        .bind("version", query.version().map(Object::toString).orElse(""));
        rows.setFetchSize(ROWS_AT_A_TIME)
                .bind("task", query.task().text())
                .bind("from", part.from())
                .bind("to", part.to())
                .bind("knownAt", query.knownAt())
                .map((row, context) -> {
                    joined.take(row);
                    return true;
                })
                .forEach(row -> control.checkCancelled());
        joined.flush();
        return joined.events;
    }

    /** Folds the rows of one event, one for each revision of its outcome and origin of its prediction, into one. */
    private static final class Joined {
        private final TrafficQuery query;
        private final Consumer<LoggedEvent> sink;
        private @Nullable TrafficEvent event;
        private @Nullable Outcome outcome;
        private @Nullable Prediction prediction;
        private final List<LoggedEvent> simultaneous = new ArrayList<>();
        private long events;

        Joined(TrafficQuery query, Consumer<LoggedEvent> sink) {
            this.query = query;
            this.sink = sink;
        }

        void take(ResultSet row) throws SQLException {
            String id = row.getString("event_id");
            if (event == null || !event.id().equals(id)) {
                fold();
                event = JdbiTrafficRows.event(row);
                if (!simultaneous.isEmpty()
                        && !simultaneous.getFirst().event().time().equals(event.time())) {
                    handOut();
                }
            }
            String value = row.getString("outcome_value");
            if (value != null) { // rows come in the order in which outcomes became known: the last one counts
                outcome = new Outcome(
                        id,
                        value,
                        JdbiTrafficRows.instant(row, "outcome_known_at").orElseThrow(),
                        JdbiTrafficRows.instant(row, "outcome_matures_at"));
            }
            String origin = row.getString("p_origin");
            if (origin != null) {
                Prediction further = JdbiTrafficRows.prediction(row, "p_");
                prediction = prediction == null || goesBefore(further, prediction) ? further : prediction;
            }
        }

        /** What was really answered goes before what was computed afterwards, and our own answer before an imported one. */
        private static boolean goesBefore(Prediction further, Prediction known) {
            return further.origin() == Origin.SERVED
                    && (known.origin() != Origin.SERVED || known.propensity().isEmpty());
        }

        void flush() {
            fold();
            handOut();
        }

        /** Ids are put in order here, since each database has a collation of its own. */
        private void handOut() {
            simultaneous.sort(Comparator.comparing(logged -> logged.event().id()));
            events += simultaneous.size();
            simultaneous.forEach(sink);
            simultaneous.clear();
        }

        private void fold() {
            if (event != null) {
                simultaneous.add(new LoggedEvent(event, matured(event), Optional.ofNullable(prediction)));
            }
            event = null;
            outcome = null;
            prediction = null;
        }

        private Optional<Outcome> matured(TrafficEvent of) {
            Outcome last = outcome;
            return last == null || maturesAt(of, last).isAfter(query.knownAt()) ? Optional.empty() : Optional.of(last);
        }

        private Instant maturesAt(TrafficEvent of, Outcome last) {
            return switch (query.maturity()) {
                case Maturity.After(var duration) -> of.time().plus(duration);
                case Maturity.Column column ->
                    last.maturesAt().or(of::maturesAt).orElse(last.knownAt());
                case Maturity.WhenKnown whenKnown -> last.knownAt();
            };
        }
    }
}
