package dev.understudy.engine.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts labels over all events of the window, whether their outcome is known or not. */
final class LabelTally {
    private long[] live = new long[2];
    private long[] candidate = new long[2];

    void add(int ofLive, int ofCandidate) {
        int highest = Math.max(ofLive, ofCandidate);
        if (highest >= live.length) {
            reach(highest);
        }
        live[ofLive]++;
        candidate[ofCandidate]++;
    }

    private void reach(int label) {
        live = Arrays.copyOf(live, label + 1);
        candidate = Arrays.copyOf(candidate, label + 1);
    }

    void add(LabelTally other) {
        if (other.live.length > live.length) {
            reach(other.live.length - 1);
        }
        for (int label = 0; label < other.live.length; label++) {
            live[label] += other.live[label];
            candidate[label] += other.candidate[label];
        }
    }

    /** Every label that a model gave stands in both columns, so that tables line up. */
    SimulationReport.LabelShareTable table(List<String> names) {
        Map<String, Double> liveShares = new TreeMap<>();
        Map<String, Double> candidateShares = new TreeMap<>();
        double all = Arrays.stream(live).sum();
        for (int label = 0; label < live.length; label++) {
            if (live[label] + candidate[label] > 0) {
                liveShares.put(names.get(label), live[label] / all);
                candidateShares.put(names.get(label), candidate[label] / all);
            }
        }
        return new SimulationReport.LabelShareTable(liveShares, candidateShares);
    }
}
