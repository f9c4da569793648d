package dev.understudy.engine.report;

import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport.SliceReading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The slices by the gate's first metric, the most harmed first.
 *
 * @param ranked those whose difference can be determined
 * @param undetermined how many others there are
 */
record RankedSlices(List<Ranked> ranked, int undetermined) {
    /**
     * A slice with the metric's difference in it.
     *
     * @param slice column and value
     * @param events labelled events in it
     * @param reading the metric in it
     * @param gain the difference, more being better
     */
    record Ranked(String slice, long events, MetricReading reading, Gain gain) {}

    RankedSlices {
        ranked = List.copyOf(ranked);
    }

    static RankedSlices of(JudgedSimulation simulation) {
        List<Ranked> ranked = new ArrayList<>();
        simulation.metrics().primary().map(MetricJudgement::metric).ifPresent(primary -> {
            for (SliceReading slice : simulation.report().slices()) {
                slice.metrics().stream()
                        .filter(reading -> reading.metric() == primary.metric())
                        .forEach(reading -> reading.difference()
                                .ifPresent(difference -> ranked.add(new Ranked(
                                        slice.slice(), slice.events(), reading, Gain.of(reading, difference)))));
            }
        });
        ranked.sort(Comparator.comparingDouble((Ranked slice) -> slice.gain().value())
                .thenComparing(Ranked::slice));
        return new RankedSlices(ranked, simulation.report().slices().size() - ranked.size());
    }

    /** Those in which the whole interval is worse than no difference. */
    List<Ranked> shownWorse() {
        return ranked.stream().filter(slice -> slice.gain().isShownWorse()).toList();
    }
}
