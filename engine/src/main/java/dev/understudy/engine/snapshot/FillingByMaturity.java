package dev.understudy.engine.snapshot;

import dev.understudy.engine.task.FeatureDefinition;
import dev.understudy.engine.traffic.RawInput;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Counts missing values day by day, of events whose outcome counts and of those whose outcome is pending. */
final class FillingByMaturity {
    private final List<FeatureDefinition> features;
    private final NavigableMap<LocalDate, Day> days = new TreeMap<>();

    FillingByMaturity(List<FeatureDefinition> features) {
        this.features = features;
    }

    private static final class Day {
        private final int[] events = new int[2];
        private final int[][] missing;

        Day(int features) {
            missing = new int[2][features];
        }

        void take(Day other, int side) {
            events[side] += other.events[side];
            for (int i = 0; i < missing[side].length; i++) {
                missing[side][i] += other.missing[side][i];
            }
        }
    }

    void add(Instant time, RawInput input, boolean pending) {
        int side = pending ? 1 : 0;
        Day day = days.computeIfAbsent(LocalDate.ofInstant(time, ZoneOffset.UTC), fresh -> new Day(features.size()));
        day.events[side]++;
        for (int i = 0; i < features.size(); i++) {
            if (input.get(features.get(i).name()) == null) {
                day.missing[side][i]++;
            }
        }
    }

    List<FillingContrast> contrasts() {
        Day pending = new Day(features.size());
        days.values().forEach(day -> pending.take(day, 1));
        Day matured = new Day(features.size());
        for (Day day : days.descendingMap().values()) {
            if (matured.events[0] >= pending.events[1]) {
                break;
            }
            matured.take(day, 0);
        }
        if (pending.events[1] == 0 || matured.events[0] == 0) {
            return List.of();
        }
        return IntStream.range(0, features.size())
                .mapToObj(i -> new FillingContrast(
                        features.get(i).name(),
                        matured.missing[0][i] / (double) matured.events[0],
                        pending.missing[1][i] / (double) pending.events[1],
                        matured.events[0],
                        pending.events[1]))
                .toList();
    }
}
