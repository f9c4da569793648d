package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows on their way into the logs, and the count of what became of them. */
final class ImportBatch implements AutoCloseable {
    private final TaskName task;
    private final EventLog eventLog;
    private final OutcomeLog outcomeLog;
    private final FastCsvRejectsFile rejects;
    private final PortionWriter writer = new PortionWriter();
    private List<Pending> pending = new ArrayList<>();
    private List<Rejected> bad = new ArrayList<>();
    private long events;
    private long outcomes;
    private long duplicates;
    private long unmatched;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private record Pending(RowSource.Row row, Optional<TrafficEvent> event, Optional<Outcome> outcome) {}

    private record Rejected(RowSource.Row row, String reason) {}

    ImportBatch(TaskName task, EventLog eventLog, OutcomeLog outcomeLog, FastCsvRejectsFile rejects) {
        this.task = task;
        this.eventLog = eventLog;
        this.outcomeLog = outcomeLog;
        this.rejects = rejects;
    }

    void add(RowSource.Row row, TrafficEvent event, Optional<Outcome> outcome) {
        first = first == null || event.time().isBefore(first) ? event.time() : first;
        last = last == null || event.time().isAfter(last) ? event.time() : last;
        pending.add(new Pending(row, Optional.of(event), outcome));
    }

    void add(RowSource.Row row, Outcome outcome) {
        pending.add(new Pending(row, Optional.empty(), Optional.of(outcome)));
    }

    /** A row that cannot be taken; it is told in the order of the file. */
    void reject(RowSource.Row row, String reason) {
        bad.add(new Rejected(row, reason));
    }

    int size() {
        return pending.size() + bad.size();
    }

    /** Whether no row was ever taken. */
    boolean isEmpty() {
        return events + outcomes + duplicates + pending.size() == 0;
    }

    /** Begins to write what was added until now. */
    void write() {
        List<Pending> portion = pending;
        List<Rejected> refused = bad;
        pending = new ArrayList<>();
        bad = new ArrayList<>();
        writer.begin(() -> {
            refused.forEach(row -> TrafficImport.reject(rejects, row.row(), row.reason()));
            append(portion);
        });
    }

    /** Writes all there is and waits for it. */
    void finish() {
        write();
        writer.settle();
    }

    @Override
    public void close() {
        writer.close();
    }

    /** Events first: an outcome whose event was refused is refused with it. */
    private void append(List<Pending> portion) {
        if (portion.isEmpty()) {
            return;
        }
        List<Pending> withEvent =
                portion.stream().filter(row -> row.event().isPresent()).toList();
        AppendResult appended = eventLog.appendEvents(
                task, withEvent.stream().map(row -> row.event().orElseThrow()).toList());
        Set<RowSource.Row> refused = Collections.newSetFromMap(new IdentityHashMap<>());
        for (AppendResult.Conflict conflict : appended.conflicts()) {
            RowSource.Row row = withEvent.get(conflict.index()).row();
            refused.add(row);
            TrafficImport.reject(rejects, row, conflict.reason());
        }
        List<Pending> withOutcome = portion.stream()
                .filter(row -> row.outcome().isPresent() && !refused.contains(row.row()))
                .toList();
        List<Outcome> known =
                withOutcome.stream().map(row -> row.outcome().orElseThrow()).toList();
        AppendResult learnt = outcomeLog.appendOutcomes(task, known);
        events += appended.added();
        outcomes += learnt.added();
        // a row is a duplicate where neither its event nor its outcome is new
        Set<RowSource.Row> news = Collections.newSetFromMap(new IdentityHashMap<>());
        appended.fresh().forEach(position -> news.add(withEvent.get(position).row()));
        learnt.fresh().forEach(position -> news.add(withOutcome.get(position).row()));
        duplicates += portion.size() - refused.size() - news.size();
        if (withEvent.isEmpty()) {
            unmatched += outcomeLog.unmatched(task, known);
        }
    }

    ImportResult result(List<String> warnings) {
        List<String> all = new ArrayList<>(warnings);
        if (unmatched > 0) {
            all.add(unmatched
                    + " outcomes belong to events that are not in the log; they are kept and count as soon as "
                    + "their events come");
        }
        Instant from = first;
        Instant to = last;
        if (rejects.count() > 0 && events + outcomes + duplicates == 0) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "not one of " + rejects.count() + " rows could be taken; the reasons are in "
                            + rejects.file().orElseThrow());
        }
        return new ImportResult(
                events,
                outcomes,
                duplicates,
                rejects.count(),
                rejects.file(),
                from == null || to == null
                        ? Optional.empty()
                        : Optional.of(new TimeWindow(from, to.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS))),
                all);
    }
}
