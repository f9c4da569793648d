package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.task.GateMetric;
import java.util.List;
import java.util.Optional;

/**
 * What the gate makes of a window that is cut to events of some age.
 *
 * @param step the cut
 * @param reading the gate's first success metric in it, or its first metric
 * @param decision the gate's, with the same policy, but whatever the coverage
 */
record MaturityStep(OutcomeMaturity.Step step, Optional<MetricReading> reading, String decision) {
    static List<MaturityStep> of(StoredSimulation simulation) {
        return simulation.report().observations().maturity().stream()
                .flatMap(maturity -> maturity.steps().stream())
                .map(step -> of(step, simulation))
                .toList();
    }

    private static MaturityStep of(OutcomeMaturity.Step step, StoredSimulation simulation) {
        GateMetric first = simulation
                .policy()
                .firstSuccess()
                .orElseGet(() -> simulation.policy().metrics().getFirst());
        StoredSimulation cut = new StoredSimulation(
                simulation.id(),
                simulation.report().cutTo(step),
                simulation.policy(),
                0,
                simulation.looks(),
                simulation.decision(),
                simulation.recordedAt());
        return new MaturityStep(
                step,
                step.metrics().stream()
                        .filter(reading -> reading.metric() == first.metric()
                                && reading.slice().equals(first.slice().map(Object::toString)))
                        .findFirst(),
                cut.verdict().key());
    }

    Optional<MetricReading.Difference> difference() {
        return reading.flatMap(MetricReading::difference);
    }
}
