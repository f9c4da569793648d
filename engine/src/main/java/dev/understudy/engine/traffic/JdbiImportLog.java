package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
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
import org.jdbi.v3.core.Handle;

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

        /** Events first: what is said of an event that was refused is refused with it. */
        PortionResult append() {
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
            count(predictions, appended.fresh());
            return take(appended, positions);
        }

        private void count(List<PredictionEvent> predictions, Set<Integer> fresh) {
            Map<VersionName, List<PredictionEvent>> byModel = new LinkedHashMap<>();
            fresh.forEach(position -> byModel.computeIfAbsent(
                            predictions.get(position).prediction().version(), version -> new ArrayList<>())
                    .add(predictions.get(position)));
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
