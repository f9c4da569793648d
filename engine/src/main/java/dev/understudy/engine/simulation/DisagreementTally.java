package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.TrafficEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Counts where the models decide differently, and keeps those with the largest difference. */
final class DisagreementTally {
    private static final int EXAMPLES = 50;
    private static final Comparator<SimulationReport.Example> SMALLEST_FIRST =
            Comparator.comparingDouble(DisagreementTally::gap).thenComparing(SimulationReport.Example::event);

    private final TaskKind kind;
    private final PriorityQueue<SimulationReport.Example> examples = new PriorityQueue<>(SMALLEST_FIRST);
    private long count;
    private long better;
    private long worse;

    DisagreementTally(TaskKind kind) {
        this.kind = kind;
    }

    /**
     * Counts an event.
     *
     * @param label the outcome's label: of a binary task, the class that it falls into
     */
    void add(TrafficEvent event, Opinion live, Opinion candidate, Optional<String> outcome, Optional<String> label) {
        if (kind == TaskKind.REGRESSION) {
            outcome.ifPresent(value -> addErrors(event, live, candidate, value));
            return;
        }
        String liveLabel = live.label().orElseThrow();
        String candidateLabel = candidate.label().orElseThrow();
        if (!liveLabel.equals(candidateLabel)) {
            count++;
            better += label.filter(candidateLabel::equals).isPresent() ? 1 : 0;
            worse += label.filter(liveLabel::equals).isPresent() ? 1 : 0;
            keep(event, live.of(liveLabel), candidate.of(candidateLabel), liveLabel, candidateLabel, outcome);
        }
    }

    private void addErrors(TrafficEvent event, Opinion live, Opinion candidate, String outcome) {
        double truth = CanonicalValue.number(outcome).orElseThrow();
        double change = Math.abs(candidate.of("") - truth) - Math.abs(live.of("") - truth);
        if (change != 0) {
            count++;
            better += change < 0 ? 1 : 0;
            worse += change > 0 ? 1 : 0;
            keep(event, live.of(""), candidate.of(""), "", "", Optional.of(outcome));
        }
    }

    private void keep(
            TrafficEvent event,
            double live,
            double candidate,
            String liveLabel,
            String candidateLabel,
            Optional<String> outcome) {
        examples.add(new SimulationReport.Example(
                event.id(), event.time(), live, candidate, liveLabel, candidateLabel, outcome));
        if (examples.size() > EXAMPLES) {
            examples.remove();
        }
    }

    private static double gap(SimulationReport.Example example) {
        return Math.abs(example.candidate() - example.live());
    }

    SimulationReport.Disagreements summary() {
        List<SimulationReport.Example> largestFirst =
                examples.stream().sorted(SMALLEST_FIRST.reversed()).toList();
        return new SimulationReport.Disagreements(count, better, worse, largestFirst);
    }
}
