package dev.understudy.engine.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts labels over all events of the window, whether their outcome is known or not. */
final class LabelTally {
    private final Map<String, Long> live = new TreeMap<>();
    private final Map<String, Long> candidate = new TreeMap<>();

    void add(Optional<String> ofLive, Optional<String> ofCandidate) {
        ofLive.ifPresent(label -> live.merge(label, 1L, Long::sum));
        ofCandidate.ifPresent(label -> candidate.merge(label, 1L, Long::sum));
    }

    SimulationReport.LabelShareTable table() {
        // every label stands in both columns, so that tables line up
        live.keySet().forEach(label -> candidate.putIfAbsent(label, 0L));
        candidate.keySet().forEach(label -> live.putIfAbsent(label, 0L));
        return new SimulationReport.LabelShareTable(shares(live), shares(candidate));
    }

    private static Map<String, Double> shares(Map<String, Long> counts) {
        double all = counts.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Double> shares = new TreeMap<>();
        counts.forEach((label, count) -> shares.put(label, count / all));
        return shares;
    }
}
