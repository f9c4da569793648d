package dev.understudy.engine.simulation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Both models day by day. */
final class DailyTally {
    private final Map<LocalDate, Sums> sums = new TreeMap<>();

    private static final class Sums {
        private long events;
        private long known;
        private double live;
        private double candidate;
    }

    /**
     * Counts an event.
     *
     * @param live 1 if the live model gave it the label that is drawn, else 0; the number that it predicted in a regression
     * @param candidate likewise
     * @param known whether its outcome counts
     */
    void add(LocalDate day, double live, double candidate, boolean known) {
        Sums sum = sums.computeIfAbsent(day, fresh -> new Sums());
        sum.events++;
        sum.known += known ? 1 : 0;
        sum.live += live;
        sum.candidate += candidate;
    }

    void add(DailyTally other) {
        other.sums.forEach((day, more) -> {
            Sums sum = sums.computeIfAbsent(day, fresh -> new Sums());
            sum.events += more.events;
            sum.known += more.known;
            sum.live += more.live;
            sum.candidate += more.candidate;
        });
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
