package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows on their way into the logs, and the count of what became of them. */
final class ImportBatch implements AutoCloseable {
    private final TaskName task;
    private final ImportLog log;
    private final FastCsvRejectsFile rejects;
    private final PortionWriter writer = new PortionWriter();
    private List<Pending> pending = new ArrayList<>();
    private List<Rejected> bad = new ArrayList<>();
    private long characters;
    private long events;
    private long outcomes;
    private long predictions;
    private long duplicates;
    private long unmatched;
    private @Nullable Instant first;
    private @Nullable Instant last;

    private record Pending(RowSource.Row row, ImportedRow facts) {}

    private record Rejected(RowSource.Row row, String reason) {}

    ImportBatch(TaskName task, ImportLog log, FastCsvRejectsFile rejects) {
        this.task = task;
        this.log = log;
        this.rejects = rejects;
    }

    void add(RowSource.Row row, ImportedRow facts) {
        facts.event().ifPresent(event -> span(event.time()));
        facts.event().ifPresent(event -> characters += event.input().characters());
        pending.add(new Pending(row, facts));
    }

    private void span(Instant time) {
        first = first == null || time.isBefore(first) ? time : first;
        last = last == null || time.isAfter(last) ? time : last;
    }

    /** A row that cannot be taken; it is told in the order of the file. */
    void reject(RowSource.Row row, String reason) {
        characters += row.text().length();
        bad.add(new Rejected(row, reason));
    }

    /** How long the rows are that wait, as far as their length varies. */
    long characters() {
        return characters;
    }

    int size() {
        return pending.size() + bad.size();
    }

    /** Whether no row was ever taken. */
    boolean isEmpty() {
        return taken() + pending.size() == 0;
    }

    private long taken() {
        return events + outcomes + predictions + duplicates;
    }

    /** Begins to write what was added until now. */
    void write() {
        List<Pending> portion = pending;
        List<Rejected> refused = bad;
        pending = new ArrayList<>();
        bad = new ArrayList<>();
        characters = 0;
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

    private void append(List<Pending> portion) {
        if (portion.isEmpty()) {
            return;
        }
        PortionResult appended =
                log.append(task, portion.stream().map(Pending::facts).toList());
        for (AppendResult.Conflict conflict : appended.refused()) {
            TrafficImport.reject(rejects, portion.get(conflict.index()).row(), conflict.reason());
        }
        events += appended.events();
        outcomes += appended.outcomes();
        predictions += appended.predictions();
        duplicates += appended.duplicates();
        unmatched += appended.unmatched();
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
        if (rejects.count() > 0 && taken() == 0) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "not one of " + rejects.count() + " rows could be taken; the reasons are in "
                            + rejects.file().orElseThrow());
        }
        return new ImportResult(
                events,
                outcomes,
                predictions,
                duplicates,
                rejects.count(),
                rejects.file(),
                from == null || to == null
                        ? Optional.empty()
                        : Optional.of(new TimeWindow(from, to.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS))),
                all);
    }
}
