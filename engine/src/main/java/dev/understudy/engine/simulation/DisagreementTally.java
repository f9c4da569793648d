package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.segment.TrafficDay;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Counts where the models decide differently, and keeps those with the largest difference. */
final class DisagreementTally {
    private static final int EXAMPLES = 50;
    private static final Comparator<SimulationReport.Example> SMALLEST_FIRST =
            Comparator.comparingDouble(DisagreementTally::gap).thenComparing(SimulationReport.Example::event);

    private final TaskKind kind;
    private final PriorityQueue<SimulationReport.Example> examples = new PriorityQueue<>(SMALLEST_FIRST);
    private long count;
    private double better;
    private double worse;

    DisagreementTally(TaskKind kind) {
        this.kind = kind;
    }

    /**
     * Counts an event.
     *
     * @param outcome code of its outcome, or {@link TrafficDay#PENDING}
     * @param weight how many events its outcome stands for
     * @param position where it stands in both opinions
     */
    void add(ReplayDay day, int row, int outcome, double weight, Opinions live, Opinions candidate, int position) {
        if (kind == TaskKind.REGRESSION) {
            if (outcome != TrafficDay.PENDING) {
                addErrors(day, row, outcome, live.of(position, Labels.NONE), candidate.of(position, Labels.NONE));
            }
            return;
        }
        int liveLabel = live.label(position);
        int candidateLabel = candidate.label(position);
        if (liveLabel != candidateLabel) {
            count++;
            if (outcome != TrafficDay.PENDING) {
                better += candidateLabel == day.outcome(outcome) ? weight : 0;
                worse += liveLabel == day.outcome(outcome) ? weight : 0;
            }
            keep(
                    day,
                    row,
                    outcome,
                    live.of(position, liveLabel),
                    candidate.of(position, candidateLabel),
                    liveLabel,
                    candidateLabel);
        }
    }

    private void addErrors(ReplayDay day, int row, int outcome, double live, double candidate) {
        double truth = day.outcome(outcome);
        double change = Math.abs(candidate - truth) - Math.abs(live - truth);
        if (change != 0) {
            count++;
            better += change < 0 ? 1 : 0;
            worse += change > 0 ? 1 : 0;
            keep(day, row, outcome, live, candidate, Labels.NONE, Labels.NONE);
        }
    }

    /** Most events are passed over before anything of them is written down. */
    private void keep(
            ReplayDay day, int row, int outcome, double live, double candidate, int liveLabel, int candidateLabel) {
        SimulationReport.@Nullable Example smallest = examples.peek();
        if (smallest != null && examples.size() == EXAMPLES && Math.abs(candidate - live) < gap(smallest)) {
            return;
        }
        keep(new SimulationReport.Example(
                day.traffic().id(row),
                day.traffic().time(row),
                live,
                candidate,
                day.labelName(liveLabel),
                day.labelName(candidateLabel),
                outcome == TrafficDay.PENDING ? Optional.empty() : Optional.of(day.outcomeText(outcome))));
    }

    private void keep(SimulationReport.Example example) {
        examples.add(example);
        if (examples.size() > EXAMPLES) {
            examples.remove();
        }
    }

    void add(DisagreementTally other) {
        count += other.count;
        better += other.better;
        worse += other.worse;
        other.examples.forEach(this::keep);
    }

    private static double gap(SimulationReport.Example example) {
        return Math.abs(example.candidate() - example.live());
    }

    SimulationReport.Disagreements summary() {
        List<SimulationReport.Example> largestFirst =
                examples.stream().sorted(SMALLEST_FIRST.reversed()).toList();
        return new SimulationReport.Disagreements(count, Math.round(better), Math.round(worse), largestFirst);
    }
}
