package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.statistics.HiddenOutcomes;
import dev.understudy.engine.statistics.PairedSample;
import java.util.Optional;

/** Events whose outcome a decision hid, and those that were let through to speak for them. */
final class HiddenEvents {
    private final PairedSample sample = PairedSample.empty(TaskKind.BINARY);
    private final SliceColumns.Rows slices;
    private long hidden;
    private long withoutOverlap;
    private long letThrough;
    private long explored;

    HiddenEvents(int sliceColumns) {
        this.slices = new SliceColumns.Rows(sliceColumns);
    }

    /** An event whose outcome is hidden; it takes part in the worst and the best case once its outcome would be due. */
    void add(ReplayDay day, int row, ActedDecisions acted, int position, Opinions candidate, Opinions live) {
        count(acted, row);
        if (day.traffic().isDue(row)) {
            sample.add(
                    0, // looked at by nobody
                    live.of(position, 0),
                    candidate.of(position, 0),
                    live.label(position),
                    candidate.label(position),
                    1,
                    day.cluster(row),
                    Math.toIntExact(day.traffic().day().toEpochDay()));
            slices.add(day, row);
        }
    }

    /** An event whose outcome is hidden, and of which the live model said nothing. */
    void count(ActedDecisions acted, int row) {
        hidden++;
        withoutOverlap += acted.hasOverlap(row) ? 0 : 1;
    }

    /** An event that was let through by the draw alone. */
    void addExplored(boolean isKnown) {
        letThrough++;
        explored += isKnown ? 1 : 0;
    }

    void add(HiddenEvents later) {
        sample.addAll(later.sample);
        slices.addAll(later.slices);
        hidden += later.hidden;
        withoutOverlap += later.withoutOverlap;
        letThrough += later.letThrough;
        explored += later.explored;
    }

    long hidden() {
        return hidden;
    }

    /** How they are made up for; empty where none is hidden and none was let through. */
    Optional<OutcomeWeights.Method> method() {
        if (hidden + letThrough == 0) {
            return Optional.empty();
        }
        // with hardly any explored outcome, weights would leave what was seen anyway to decide alone
        boolean weighable = hidden == 0 || (withoutOverlap == 0 && explored >= OutcomeWeights.FEWEST_EXPLORED);
        return Optional.of(weighable ? OutcomeWeights.Method.IPS : OutcomeWeights.Method.BOUNDS);
    }

    /**
     * How hidden outcomes are made up for.
     *
     * @param seen the events whose outcomes are known, with their weights
     */
    Optional<OutcomeWeights> weights(PairedSample seen) {
        return method().map(method -> {
            PairedSample counted = method == OutcomeWeights.Method.IPS ? seen : seen.unweighted();
            double largest = 0;
            for (int i = 0; i < counted.size(); i++) {
                largest = Math.max(largest, counted.weight(i));
            }
            return new OutcomeWeights(
                    method, counted.effectiveSize(), largest, explored, (double) letThrough / (hidden + letThrough));
        });
    }

    /** The events with those whose outcomes are known. */
    HiddenOutcomes beside(PairedSample seen) {
        return new HiddenOutcomes(seen.unweighted(), sample);
    }

    SliceColumns.Rows slices() {
        return slices;
    }
}
