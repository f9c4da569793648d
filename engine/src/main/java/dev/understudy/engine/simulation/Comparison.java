package dev.understudy.engine.simulation;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.model.OutcomeSpace;
import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.Origin;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gathers what both models say, event by event: the paired sample, and what is counted besides. Comparisons of parts that
 * are added in the order of the log give the same numbers as one of the whole.
 */
final class Comparison {
    private final SimulationRequest request;
    private final TaskDefinition task;
    private final int drawnLabel;
    private final int sliceColumns;
    private final PairedSample sample;
    private final SliceColumns.Rows slices;
    private final LabelTally labels = new LabelTally();
    private final DailyTally days;
    private final ScoreTally scores = new ScoreTally();
    private final DisagreementTally disagreements;
    private final ObservationTally observations;
    private final HiddenEvents hidden;
    private long known;
    private long pending;
    private long served;
    private long backfilled;
    private long replayed;
    private long missing;
    private long checked;
    private long identical;

    Comparison(SimulationRequest request, Optional<CompiledModel> live) {
        this(
                request,
                drawnLabel(request, live),
                SliceColumns.names(request.task()).size());
    }

    private Comparison(SimulationRequest request, int drawnLabel, int sliceColumns) {
        this.request = request;
        this.task = request.task();
        this.drawnLabel = drawnLabel;
        this.sliceColumns = sliceColumns;
        this.sample = PairedSample.empty(task.kind());
        this.slices = new SliceColumns.Rows(sliceColumns);
        this.days = new DailyTally();
        this.disagreements = new DisagreementTally(task.kind());
        this.observations = new ObservationTally(task.kind());
        this.hidden = new HiddenEvents(sliceColumns);
    }

    /** A comparison of a part, with nothing in it yet. */
    Comparison part() {
        return new Comparison(request, drawnLabel, sliceColumns);
    }

    /** The label whose share is drawn day by day, and whose scores are: the positive one, or the most frequent in training. */
    private static int drawnLabel(SimulationRequest request, Optional<CompiledModel> live) {
        CompiledModel candidate = request.candidate().model();
        OutcomeSpace outcomes = live.orElse(candidate).manifest().outcomes();
        return switch (request.task().kind()) {
            case BINARY -> 1;
            case MULTICLASS -> {
                int best = 0;
                for (int i = 1; i < outcomes.rates().size(); i++) {
                    best = outcomes.rates().get(i) > outcomes.rates().get(best) ? i : best;
                }
                Labels first = firstLabels(request, live);
                yield first.number(outcomes.classes().get(best));
            }
            case REGRESSION -> Labels.NONE;
        };
    }

    /** Numbered alike in every part. */
    static Labels firstLabels(SimulationRequest request, Optional<CompiledModel> live) {
        Labels labels = new Labels(
                request.task().kind(),
                request.candidate().model().manifest().outcomes().classes());
        live.ifPresent(model -> labels.numbers(model.manifest().outcomes().classes()));
        return labels;
    }

    void count(Origin origin) {
        switch (origin) {
            case SERVED -> served++;
            case BACKFILLED -> backfilled++;
        }
    }

    void countReplayed() {
        replayed++;
    }

    void countMissing() {
        missing++;
    }

    void check(boolean same) {
        checked++;
        identical += same ? 1 : 0;
    }

    /** An event that the live model said nothing of. */
    void addWithoutLive(ReplayDay day, int row) {
        Optional<ActedDecisions> acted = day.acted();
        if (acted.isPresent() && acted.get().isPositive(row)) {
            hidden.count(acted.get(), row);
        } else {
            countOutcome(day, row, day.traffic().outcome(row));
        }
    }

    private void countOutcome(ReplayDay day, int row, int outcome) {
        observations.addOutcome(day, row, outcome);
        if (outcome == TrafficDay.PENDING) {
            pending++;
        } else {
            known++;
        }
    }

    /**
     * Adds an event.
     *
     * @param position where it stands in both opinions
     */
    void add(ReplayDay day, int row, int position, Opinions candidate, Opinions live) {
        ActedDecisions acted = day.acted().orElse(null);
        boolean isHidden = acted != null && acted.isPositive(row);
        // an outcome that comes in all the same, after an appeal, say, was chosen by those who appealed
        int outcome = isHidden ? TrafficDay.PENDING : day.traffic().outcome(row);
        boolean isKnown = outcome != TrafficDay.PENDING;
        observations.addScores(live.of(position, drawnLabel), candidate.of(position, drawnLabel));
        double weight = acted == null ? 1 : acted.weight(row);
        if (acted != null && isHidden) {
            hidden.add(day, row, acted, position, candidate, live);
        } else {
            countOutcome(day, row, outcome);
        }
        if (acted != null && acted.isExplored(row)) {
            hidden.addExplored(isKnown);
        }
        boolean isSettled = isKnown || isHidden;
        int liveLabel = live.label(position);
        int candidateLabel = candidate.label(position);
        if (task.kind() == TaskKind.REGRESSION) {
            days.add(
                    day.traffic().day(),
                    live.of(position, Labels.NONE),
                    candidate.of(position, Labels.NONE),
                    isSettled);
        } else {
            labels.add(liveLabel, candidateLabel);
            days.add(
                    day.traffic().day(),
                    liveLabel == drawnLabel ? 1 : 0,
                    candidateLabel == drawnLabel ? 1 : 0,
                    isSettled);
            scores.add(live.of(position, drawnLabel), candidate.of(position, drawnLabel));
        }
        disagreements.add(day, row, outcome, weight, live, candidate, position);
        if (isKnown) {
            addLabelled(day, row, position, day.outcome(outcome), weight, candidate, live);
        }
    }

    private void addLabelled(
            ReplayDay day, int row, int position, double outcome, double weight, Opinions candidate, Opinions live) {
        boolean regression = task.kind() == TaskKind.REGRESSION;
        int truth = regression ? Labels.NONE : (int) outcome;
        sample.add(
                outcome,
                live.of(position, truth),
                candidate.of(position, truth),
                regression ? 0 : live.label(position),
                regression ? 0 : candidate.label(position),
                weight,
                day.cluster(row),
                Math.toIntExact(day.traffic().day().toEpochDay()));
        slices.add(day, row);
        observations.addLabelled(day, row, position, live, candidate);
    }

    /** Adds a part that follows this one in the log. */
    void add(Comparison later) {
        sample.addAll(later.sample);
        slices.addAll(later.slices);
        labels.add(later.labels);
        days.add(later.days);
        scores.add(later.scores);
        disagreements.add(later.disagreements);
        observations.add(later.observations);
        hidden.add(later.hidden);
        known += later.known;
        pending += later.pending;
        served += later.served;
        backfilled += later.backfilled;
        replayed += later.replayed;
        missing += later.missing;
        checked += later.checked;
        identical += later.identical;
    }

    /**
     * What the statistics say.
     *
     * @param again hands out the days once more, in the same order
     */
    Findings findings(Labels names, SliceColumns columns, Consumer<Consumer<TrafficDay>> again, RunControl control) {
        SliceColumns.Sliced sliced = new SliceColumns.Sliced(columns, slices);
        Optional<Charts.Scores> spread = task.kind() == TaskKind.REGRESSION
                ? Optional.empty()
                : scores.scores(names.names().get(drawnLabel));
        return isBounded()
                ? new BoundedFindings(
                                task,
                                hidden.beside(sample),
                                sliced,
                                new SliceColumns.Sliced(columns, hidden.slices()),
                                control)
                        .findings(days.days(), spread)
                : Findings.of(request, sample, sliced, days.days(), spread, observations, again, control);
    }

    private boolean isBounded() {
        return hidden.method().equals(Optional.of(OutcomeWeights.Method.BOUNDS));
    }

    long events() {
        return known + pending + hidden.hidden();
    }

    SimulationReport.Outcomes outcomes() {
        return new SimulationReport.Outcomes(known, pending, hidden.hidden(), hidden.weights(sample));
    }

    SimulationReport.Origins origins() {
        return new SimulationReport.Origins(served, backfilled, replayed, missing);
    }

    SimulationReport.Parity parity() {
        return new SimulationReport.Parity(checked, identical, request.live() instanceof LiveModel.External);
    }

    Optional<SimulationReport.LabelShareTable> labelShares(Labels names) {
        List<String> texts = names.names();
        return task.kind() == TaskKind.REGRESSION ? Optional.empty() : Optional.of(labels.table(texts));
    }

    /** Which model is right more often is not told from events that a decision chose. */
    SimulationReport.Disagreements disagreements() {
        SimulationReport.Disagreements all = disagreements.summary();
        return isBounded() ? new SimulationReport.Disagreements(all.count(), 0, 0, all.examples()) : all;
    }
}
