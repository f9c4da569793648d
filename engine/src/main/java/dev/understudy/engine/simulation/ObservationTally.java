package dev.understudy.engine.simulation;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.Calibration;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.PairedSample;
import dev.understudy.engine.statistics.ScorePairs;
import dev.understudy.engine.statistics.ScoreShift;
import dev.understudy.engine.statistics.SliceFindings;
import dev.understudy.engine.statistics.SliceSearch;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.OutcomeGate;
import dev.understudy.engine.task.TaskDefinition;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gathers what is observed besides the metrics; parts that are added in order are the same as the whole. */
final class ObservationTally {
    /** Labelled events among which slices are looked for; of more, every so manyth is taken. */
    private static final int MOST_SEARCHED = 500_000;

    private final TaskKind kind;
    private final ScorePairs scores = new ScorePairs();
    private final ScorePairs confidences = new ScorePairs();
    private final LabelledRows rows = new LabelledRows();
    private final MaturityTally maturity = new MaturityTally();

    ObservationTally(TaskKind kind) {
        this.kind = kind;
    }

    /** Adds an event of the window, scored or not. */
    void addOutcome(ReplayDay day, int row, int outcome) {
        maturity.add(day.traffic(), row, outcome);
    }

    /** Adds what both models say of an event, whether its outcome counts or not: of the label that is drawn. */
    void addScores(double live, double candidate) {
        scores.add(live, candidate);
    }

    /** Adds an event that the paired sample has. */
    void addLabelled(ReplayDay day, int row, int position, Opinions live, Opinions candidate) {
        rows.add(day.number(), row);
        if (kind == TaskKind.MULTICLASS) {
            confidences.add(live.of(position, live.label(position)), candidate.of(position, candidate.label(position)));
        }
    }

    void add(ObservationTally later) {
        scores.addAll(later.scores);
        confidences.addAll(later.confidences);
        rows.addAll(later.rows);
        maturity.add(later.maturity);
    }

    /**
     * What comes of it.
     *
     * @param readings the gate's metrics on parts of the sample
     * @param metrics those of the whole window
     * @param again hands out the days once more, in the same order
     */
    Observations observe(
            SimulationRequest request,
            PairedSample sample,
            GateReadings readings,
            List<MetricReading> metrics,
            Consumer<Consumer<TrafficDay>> again,
            RunControl control) {
        control.checkCancelled();
        Optional<Calibration> calibration = switch (kind) {
            case BINARY -> Calibration.of(sample);
            case MULTICLASS -> Calibration.ofLabels(sample, confidences);
            case REGRESSION -> Optional.empty();
        };
        Optional<ScoreShift> shift = ScoreShift.of(scores);
        control.checkCancelled();
        OutcomeMaturity matured = new MaturitySteps(request, maturity, sample, readings, metrics).maturity(control);
        control.checkCancelled();
        return new Observations(calibration, shift, slices(request.task(), sample, again), Optional.of(matured));
    }

    private SliceFindings slices(TaskDefinition task, PairedSample sample, Consumer<Consumer<TrafficDay>> again) {
        Metric metric = task.gate()
                .firstSuccess()
                .map(GateMetric::metric)
                .orElseGet(() -> task.gate().metrics().getFirst().metric());
        // events that stand for others are no sample of their slice
        if (sample.size() == 0
                || task.decision().outcomeGate() instanceof OutcomeGate.Closed
                || (metric == Metric.COST && task.decision().costs().isEmpty())) {
            return SliceFindings.none();
        }
        int step = (sample.size() - 1) / MOST_SEARCHED + 1;
        return new SliceSearch(
                        sample,
                        metric,
                        task.decision().costs().orElse(null),
                        task.simulation().dependence(),
                        task.gate().confidence(),
                        step)
                .search(SliceCandidates.of(task, rows.every(step), again));
    }
}
