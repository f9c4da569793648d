package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.traffic.Score;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Both models day by day. */
final class DailyTally {
    private final TaskKind kind;
    private final String label;
    private final Map<LocalDate, Sums> sums = new TreeMap<>();

    private static final class Sums {
        private long events;
        private long known;
        private double live;
        private double candidate;
    }

    DailyTally(TaskKind kind, String label) {
        this.kind = kind;
        this.label = label;
    }

    void add(LocalDate day, Opinion live, Opinion candidate, boolean known) {
        Sums sum = sums.computeIfAbsent(day, fresh -> new Sums());
        sum.events++;
        sum.known += known ? 1 : 0;
        sum.live += value(live);
        sum.candidate += value(candidate);
    }

    private double value(Opinion opinion) {
        if (kind == TaskKind.REGRESSION) {
            return opinion.score() instanceof Score.Single(double value) ? value : 0;
        }
        return opinion.label().filter(label::equals).isPresent() ? 1 : 0;
    }

    List<Charts.Day> days() {
        return sums.entrySet().stream()
                .map(entry -> new Charts.Day(
                        entry.getKey(),
                        entry.getValue().events,
                        entry.getValue().live / entry.getValue().events,
                        entry.getValue().candidate / entry.getValue().events,
                        entry.getValue().known))
                .toList();
    }
}
