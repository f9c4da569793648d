package dev.understudy.engine.simulation;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.TrafficEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers what both models say, event by event: the paired sample, and what is counted besides. */
final class Comparison {
    private final SimulationRequest request;
    private final TaskDefinition task;
    private final PairedSample sample;
    private final SliceColumns slices;
    private final LabelTally labels;
    private final DailyTally days;
    private final ScoreTally scores;
    private final DisagreementTally disagreements;
    private final Map<String, Integer> clusters = new HashMap<>();
    private final Map<String, Integer> labelNumbers = new HashMap<>();
    private long known;
    private long pending;

    Comparison(SimulationRequest request, Optional<CompiledModel> live) {
        this.request = request;
        this.task = request.task();
        this.sample = PairedSample.empty(task.kind());
        this.slices = new SliceColumns(task);
        this.labels = new LabelTally();
        this.days = new DailyTally(task.kind(), drawnLabel(live));
        this.scores = new ScoreTally(drawnLabel(live));
        this.disagreements = new DisagreementTally(task.kind());
        // a binary task's labels are numbered as its classes are, so that 1 is positive
        request.candidate().model().manifest().outcomes().classes().forEach(this::number);
    }

    /** The label whose share is drawn day by day, and whose scores are: the positive one, or the most frequent in training. */
    private String drawnLabel(Optional<CompiledModel> live) {
        var outcomes = live.orElse(request.candidate().model()).manifest().outcomes();
        return switch (task.kind()) {
            case BINARY -> outcomes.classes().get(1);
            case MULTICLASS -> {
                int best = 0;
                for (int i = 1; i < outcomes.rates().size(); i++) {
                    best = outcomes.rates().get(i) > outcomes.rates().get(best) ? i : best;
                }
                yield outcomes.classes().get(best);
            }
            case REGRESSION -> "";
        };
    }

    void add(LoggedEvent logged, Opinion candidate, Optional<Opinion> live) {
        addNamed(logged, named(candidate), live.map(this::named));
    }

    /**
     * With a binary label as the candidate names it: what is not positive may be called otherwise by a model that had
     * seen another set of values.
     */
    private Opinion named(Opinion opinion) {
        return task.kind() == TaskKind.BINARY
                ? new Opinion(opinion.score(), opinion.label().map(this::named))
                : opinion;
    }

    private String named(String binaryLabel) {
        return request.candidate().model().manifest().outcomes().classes().get((int) positive(binaryLabel));
    }

    private void addNamed(LoggedEvent logged, Opinion candidate, Optional<Opinion> live) {
        Optional<String> outcome = logged.outcome().map(value -> value.value());
        if (outcome.isPresent()) {
            known++;
        } else {
            pending++;
        }
        live.ifPresent(said -> {
            labels.add(said.label(), candidate.label());
            days.add(day(logged.event()), said, candidate, outcome.isPresent());
            if (task.kind() != TaskKind.REGRESSION) {
                scores.add(said, candidate);
            }
            disagreements.add(
                    logged.event(),
                    said,
                    candidate,
                    outcome,
                    task.kind() == TaskKind.BINARY ? outcome.map(this::named) : outcome);
            outcome.ifPresent(value -> addLabelled(logged.event(), said, candidate, value));
        });
    }

    private void addLabelled(TrafficEvent event, Opinion live, Opinion candidate, String outcome) {
        sample.add(
                switch (task.kind()) {
                    case BINARY -> positive(outcome);
                    case MULTICLASS -> number(outcome);
                    case REGRESSION -> CanonicalValue.number(outcome).orElseThrow();
                },
                live.of(outcome),
                candidate.of(outcome),
                label(live),
                label(candidate),
                1,
                event.cluster()
                        .map(key -> clusters.computeIfAbsent(key, fresh -> clusters.size()))
                        .orElse(PairedSample.ALONE),
                Math.toIntExact(day(event).toEpochDay()));
        slices.add(event.input());
    }

    private double positive(String outcome) {
        return outcome.equals(request.candidate()
                        .model()
                        .manifest()
                        .outcomes()
                        .classes()
                        .get(1))
                ? 1
                : 0;
    }

    private int label(Opinion opinion) {
        return switch (task.kind()) {
            case BINARY -> (int) positive(opinion.label().orElseThrow());
            case MULTICLASS -> number(opinion.label().orElseThrow());
            case REGRESSION -> 0;
        };
    }

    private int number(String label) {
        return labelNumbers.computeIfAbsent(label, fresh -> labelNumbers.size());
    }

    private static LocalDate day(TrafficEvent event) {
        return LocalDate.ofInstant(event.time(), ZoneOffset.UTC);
    }

    Findings findings() {
        return Findings.of(task, sample, slices, days.days(), scores.scores());
    }

    long events() {
        return known + pending;
    }

    SimulationReport.Outcomes outcomes() {
        return new SimulationReport.Outcomes(known, pending);
    }

    Optional<SimulationReport.LabelShareTable> labelShares() {
        return task.kind() == TaskKind.REGRESSION ? Optional.empty() : Optional.of(labels.table());
    }

    SimulationReport.Disagreements disagreements() {
        return disagreements.summary();
    }
}
