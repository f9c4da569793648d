package dev.understudy.server.metrics;

import dev.understudy.engine.common.TaskName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The share of each label among a task's latest predictions, over sliding windows that this process keeps in memory. Labels are
 * a model's own classes, so that there are no more counters than classes. Thread-safe.
 */
final class LabelShares {
    /** How far back a share looks. */
    enum Window {
        MINUTES("5m", Duration.ofMinutes(5)),
        HOUR("1h", Duration.ofHours(1)),
        DAY("24h", Duration.ofHours(24));

        private final String key;
        private final Duration length;

        Window(String key, Duration length) {
            this.key = key;
            this.length = length;
        }

        /** The name in metrics. */
        String key() {
            return key;
        }

        Duration length() {
            return length;
        }
    }

    /** Takes a share. */
    @FunctionalInterface
    interface Sink {
        void share(TaskName task, String label, Window window, double share);
    }

    private final InstantSource clock;
    private final Map<TaskName, Map<String, EnumMap<Window, SlidingCount>>> counts = new ConcurrentHashMap<>();

    LabelShares(InstantSource clock) {
        this.clock = clock;
    }

    /** Labels that predictions may have: their shares are 0 where none has. */
    void expect(TaskName task, Collection<String> labels) {
        labels.forEach(label -> of(task, label));
    }

    /** A prediction was made. */
    void add(TaskName task, String label) {
        Instant now = clock.instant();
        of(task, label).values().forEach(count -> count.add(now));
    }

    private EnumMap<Window, SlidingCount> of(TaskName task, String label) {
        return counts.computeIfAbsent(task, _ -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(label, _ -> fresh());
    }

    private static EnumMap<Window, SlidingCount> fresh() {
        EnumMap<Window, SlidingCount> windows = new EnumMap<>(Window.class);
        for (Window window : Window.values()) {
            windows.put(window, new SlidingCount(window.length()));
        }
        return windows;
    }

    /** Tells all shares; those of a window without any prediction are not told, since nothing over nothing is no share. */
    void tell(Sink sink) {
        Instant now = clock.instant();
        counts.forEach((task, labels) -> {
            for (Window window : Window.values()) {
                Map<String, Long> sums = new ConcurrentSkipListMap<>();
                labels.forEach((label, windows) ->
                        sums.put(label, Objects.requireNonNull(windows.get(window)).sum(now)));
                long all = sums.values().stream().mapToLong(Long::longValue).sum();
                if (all > 0) {
                    sums.forEach((label, sum) -> sink.share(task, label, window, (double) sum / all));
                }
            }
        });
    }
}
