package dev.understudy.engine.evidence;

import java.util.Map;
import java.util.TreeMap;

/** Counts by name; tallies of worlds add up. */
record Tally(Map<String, Long> counts) {
    Tally() {
        this(new TreeMap<>());
    }

    void count(String what, boolean happened) {
        counts.merge(what, happened ? 1L : 0L, Long::sum);
    }

    long of(String what) {
        return counts.getOrDefault(what, 0L);
    }

    Tally plus(Tally other) {
        Tally sum = new Tally(new TreeMap<>(counts));
        other.counts.forEach((what, number) -> sum.counts.merge(what, number, Long::sum));
        return sum;
    }
}
