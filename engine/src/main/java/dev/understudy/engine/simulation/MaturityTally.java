package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.DelayCurve;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts how long outcomes take, and how many of each day have come. */
final class MaturityTally {
    private final DelayCurve.Tally delays = new DelayCurve.Tally();
    private final Map<LocalDate, Counts> days = new TreeMap<>();

    private static final class Counts {
        private long events;
        private long known;
    }

    /**
     * Counts an event.
     *
     * @param outcome code of its outcome, or {@link TrafficDay#PENDING}
     */
    void add(TrafficDay day, int row, int outcome) {
        Counts counts = days.computeIfAbsent(day.day(), fresh -> new Counts());
        counts.events++;
        long age = day.ageMicros(row);
        if (outcome == TrafficDay.PENDING) {
            delays.pending(age);
        } else {
            counts.known++;
            delays.matured(day.delayMicros(row), age);
        }
    }

    void add(MaturityTally other) {
        delays.add(other.delays);
        other.days.forEach((day, more) -> {
            Counts counts = days.computeIfAbsent(day, fresh -> new Counts());
            counts.events += more.events;
            counts.known += more.known;
        });
    }

    DelayCurve curve() {
        return delays.curve();
    }

    List<OutcomeMaturity.Day> days() {
        return days.entrySet().stream()
                .map(entry -> new OutcomeMaturity.Day(entry.getKey(), entry.getValue().events, entry.getValue().known))
                .toList();
    }

    /**
     * The latest midnight at which the window could end with at least this coverage.
     *
     * @return empty where all days together have it, or where not even the first ones do
     */
    Optional<Instant> endWith(double coverage) {
        long events = 0;
        long known = 0;
        boolean enough = true;
        Optional<LocalDate> last = Optional.empty();
        for (Map.Entry<LocalDate, Counts> day : days.entrySet()) {
            events += day.getValue().events;
            known += day.getValue().known;
            enough = known >= coverage * events;
            if (enough) {
                last = Optional.of(day.getKey());
            }
        }
        return enough
                ? Optional.empty()
                : last.map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
