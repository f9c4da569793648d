package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.database.BulkRows;
import dev.understudy.engine.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Takes the facts of files into the logs in the database, a portion in one transaction. */
public final class JdbiImportLog implements ImportLog {
    private final Database database;
    private final InstantSource clock;

    public JdbiImportLog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public PortionResult append(TaskName task, List<ImportedRow> portion) {
        return database.write(handle -> new Portion(handle, task, portion, clock.instant()).append());
    }

    /** One portion on its way. Rows go by their position in it. */
    private static final class Portion {
        /** So many ids are looked for before a portion is taken to be new. */
        private static final int PROBES = 16;

        private static final String SAVEPOINT = "fresh";

        private final Handle handle;
        private final TaskName task;
        private final List<ImportedRow> rows;
        private final Instant now;
        private final Map<Integer, String> refused = new TreeMap<>();
        private final Set<Integer> news = new HashSet<>();

        Portion(Handle handle, TaskName task, List<ImportedRow> rows, Instant now) {
            this.handle = handle;
            this.task = task;
            this.rows = rows;
            this.now = now;
        }

        /**
         * Looking up what is there costs as much as a third of the writing, and most files are new: a portion that looks
         * new is written without looking, and the keys of the tables say whether it was.
         */
        PortionResult append() {
            if (!looksFresh()) {
                return appendKnowing();
            }
            handle.savepoint(SAVEPOINT);
            try {
                PortionResult result = appendFresh();
                handle.releaseSavepoint(SAVEPOINT);
                return result;
            } catch (JdbiException e) {
                if (!BulkRows.isRepeatedKey(e)) {
                    throw e;
                }
                handle.rollbackToSavepoint(SAVEPOINT);
                return appendKnowing();
            }
        }

        private boolean looksFresh() {
            Set<String> ids = HashSet.newHashSet(rows.size());
            boolean wholeAndDistinct = rows.stream().allMatch(row -> row.event().isPresent() && ids.add(row.eventId()));
            int step = Math.max(1, rows.size() / PROBES);
            return wholeAndDistinct
                    && JdbiEventLog.existing(
                                    handle,
                                    task,
                                    IntStream.iterate(0, i -> i < rows.size(), i -> i + step)
                                            .mapToObj(i -> rows.get(i).eventId()))
                            .isEmpty();
        }

        private PortionResult appendFresh() {
            List<TrafficEvent> events = new ArrayList<>(rows.size());
            List<Outcome> outcomes = new ArrayList<>(rows.size());
            List<PredictionEvent> predictions = new ArrayList<>();
            for (ImportedRow row : rows) {
                TrafficEvent event = row.event().orElseThrow();
                events.add(event);
                row.outcome().ifPresent(outcomes::add);
                row.score().ifPresent(score -> predictions.add(new PredictionEvent(event, score.of(event))));
            }
            JdbiEventLog.insert(handle, task, events, now);
            JdbiOutcomeLog.insertFirst(
                    handle,
                    task,
                    outcomes,
                    rows.stream()
                            .filter(row -> row.outcome().isPresent())
                            .map(row ->
                                    JdbiEventLog.day(row.event().orElseThrow().time())),
                    now);
            JdbiPredictionLog.insert(handle, task, predictions, now);
            count(predictions);
            return new PortionResult(events.size(), outcomes.size(), predictions.size(), 0, 0, List.of());
        }

        /** Events first: what is said of an event that was refused is refused with it. */
        private PortionResult appendKnowing() {
            int events = appendEvents();
            int outcomes = appendOutcomes();
            int predictions = appendScores();
            int unmatched = JdbiOutcomeLog.unmatched(
                    handle,
                    task,
                    rows.stream()
                            .filter(row -> row.event().isEmpty())
                            .flatMap(row -> row.outcome().stream())
                            .toList());
            Set<Integer> touched = new HashSet<>(news);
            touched.addAll(refused.keySet());
            return new PortionResult(
                    events,
                    outcomes,
                    predictions,
                    rows.size() - touched.size(),
                    unmatched,
                    refused.entrySet().stream()
                            .map(row -> new AppendResult.Conflict(row.getKey(), row.getValue()))
                            .toList());
        }

        private int appendEvents() {
            List<Integer> positions = new ArrayList<>();
            List<TrafficEvent> events = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).event().isPresent()) {
                    positions.add(i);
                    events.add(rows.get(i).event().get());
                }
            }
            return take(JdbiEventLog.append(handle, task, events, now), positions);
        }

        private int appendOutcomes() {
            List<Integer> positions = new ArrayList<>();
            List<Outcome> outcomes = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).outcome().isPresent() && !refused.containsKey(i)) {
                    positions.add(i);
                    outcomes.add(rows.get(i).outcome().get());
                }
            }
            return take(JdbiOutcomeLog.append(handle, task, outcomes, now), positions);
        }

        private int appendScores() {
            Map<String, TrafficEvent> there = JdbiEventLog.existing(
                    handle,
                    task,
                    rows.stream()
                            .filter(row ->
                                    row.score().isPresent() && row.event().isEmpty())
                            .map(ImportedRow::eventId));
            List<Integer> positions = new ArrayList<>();
            List<PredictionEvent> predictions = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                ImportedRow row = rows.get(i);
                if (row.score().isEmpty() || refused.containsKey(i)) {
                    continue;
                }
                TrafficEvent event = row.event().orElse(there.get(row.eventId()));
                if (event == null) {
                    refused.put(
                            i,
                            "the row has no time, and there is no event " + row.eventId()
                                    + " in the log; import the events first");
                } else {
                    positions.add(i);
                    predictions.add(new PredictionEvent(event, row.score().get().of(event)));
                }
            }
            AppendResult appended = JdbiPredictionLog.append(handle, task, predictions, Set.of(), now);
            count(appended.fresh().stream().map(predictions::get).toList());
            return take(appended, positions);
        }

        private void count(List<PredictionEvent> fresh) {
            Map<VersionName, List<PredictionEvent>> byModel = new LinkedHashMap<>();
            fresh.forEach(logged -> byModel.computeIfAbsent(logged.prediction().version(), version -> new ArrayList<>())
                    .add(logged));
            byModel.forEach((version, said) -> JdbiExternalModels.count(handle, task, version, said, now));
        }

        /** Takes note of what became of the rows at these positions; how many facts are new. */
        private int take(AppendResult appended, List<Integer> positions) {
            appended.conflicts().forEach(conflict -> refused.put(positions.get(conflict.index()), conflict.reason()));
            appended.fresh().forEach(position -> news.add(positions.get(position)));
            return appended.added();
        }
    }
}
