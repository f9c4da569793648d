package dev.understudy.engine.fidelity;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.fidelity.LedgerEntry.Finding;
import dev.understudy.engine.pipeline.ModelRepository;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.simulation.Charts;
import dev.understudy.engine.simulation.LiveModel;
import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.ReleaseSimulator;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationRequest;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.StudentEstimate;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Puts predicted and realised differences side by side, and tells a change of the traffic from a wrong prediction. */
final class LookBack {
    private final ReleaseSimulator simulator;
    private final ModelRepository models;

    LookBack(ReleaseSimulator simulator, ModelRepository models) {
        this.simulator = simulator;
        this.models = models;
    }

    /**
     * The entry of a release.
     *
     * @param report of the traffic since: of the earlier model against the released one, or the other way round where the
     *     earlier one lives elsewhere
     */
    LedgerEntry.Assessed assessed(
            TaskDefinition task,
            Release release,
            VersionName before,
            Optional<StoredSimulation> prediction,
            SimulationReport report,
            RunControl control) {
        List<GateMetric> asked = prediction
                .map(kept -> kept.policy().metrics())
                .orElse(task.gate().metrics());
        List<RealisedMetric> metrics = asked.stream()
                .flatMap(metric -> reading(report, metric).stream()
                        .map(found -> before.isExternal() ? found : RealisedMetric.reversed(found))
                        .map(found -> RealisedMetric.of(
                                prediction.flatMap(kept -> reading(kept.report(), metric)),
                                found,
                                Fidelity.CONFIDENCE)))
                .toList();
        Optional<TrafficShift> traffic = prediction.flatMap(kept -> shift(kept.report(), report, before));
        LedgerEntry.Assessed entry = new LedgerEntry.Assessed(
                release,
                before,
                prediction.map(StoredSimulation::id),
                report.window(),
                report.events(),
                report.origins(),
                report.outcomes(),
                report.parity(),
                metrics,
                traffic,
                Finding.NOT_PREDICTED);
        return finding(task, entry, prediction, report, control);
    }

    private LedgerEntry.Assessed finding(
            TaskDefinition task,
            LedgerEntry.Assessed entry,
            Optional<StoredSimulation> prediction,
            SimulationReport report,
            RunControl control) {
        List<Boolean> covered = entry.metrics().stream()
                .flatMap(metric -> metric.covered().stream())
                .toList();
        Finding finding;
        if (!entry.isSound()) {
            finding = Finding.LOG_UNSOUND;
        } else if (covered.isEmpty()) {
            finding = Finding.NOT_PREDICTED;
        } else if (!covered.contains(false)) {
            finding = Finding.AS_PREDICTED;
        } else {
            boolean changed = entry.traffic().map(TrafficShift::changed).orElse(false)
                    || faresOtherwise(task, entry, prediction.orElseThrow().report(), report, control);
            finding = changed ? Finding.TRAFFIC_CHANGED : Finding.PREDICTION_MISSED;
        }
        return new LedgerEntry.Assessed(
                entry.release(),
                entry.before(),
                entry.simulation(),
                entry.window(),
                entry.events(),
                entry.origins(),
                entry.outcomes(),
                entry.parity(),
                entry.metrics(),
                entry.traffic(),
                finding);
    }

    private static Optional<MetricReading> reading(SimulationReport report, GateMetric metric) {
        Optional<String> slice = metric.slice().map(Object::toString);
        return report.metrics().stream()
                .filter(found ->
                        found.metric() == metric.metric() && found.slice().equals(slice))
                .findFirst();
    }

    /** The earlier model's labels in both windows; empty where the two do not draw the same label. */
    private static Optional<TrafficShift> shift(SimulationReport then, SimulationReport since, VersionName before) {
        boolean same = then.kind() != TaskKind.MULTICLASS
                || then.charts()
                        .scores()
                        .map(Charts.Scores::label)
                        .equals(since.charts().scores().map(Charts.Scores::label));
        if (!same || then.charts().days().size() < 2 || since.charts().days().size() < 2) {
            return Optional.empty();
        }
        return Optional.of(TrafficShift.of(
                then.charts().days(),
                Charts.Day::live,
                since.charts().days(),
                before.isExternal() ? Charts.Day::live : Charts.Day::candidate));
    }

    /**
     * Whether the earlier model's advantage over a constant predictor changed in a metric that was missed. Its own value
     * would move with the share of positives alone; the advantage has an error, and so it can be tested.
     */
    private boolean faresOtherwise(
            TaskDefinition task,
            LedgerEntry.Assessed entry,
            SimulationReport then,
            SimulationReport since,
            RunControl control) {
        if (entry.before().isExternal()) {
            return false; // it cannot be replayed against anything
        }
        SimulationReport skillThen = skill(task, entry.before(), then.window(), then.knownAt(), control);
        SimulationReport skillSince = skill(task, entry.before(), since.window(), since.knownAt(), control);
        return entry.metrics().stream()
                .filter(metric -> metric.covered().equals(Optional.of(false)))
                .anyMatch(metric -> differ(
                        advantage(skillThen, metric.metric(), metric.slice()),
                        advantage(skillSince, metric.metric(), metric.slice())));
    }

    private SimulationReport skill(
            TaskDefinition task, VersionName version, TimeWindow window, Instant knownAt, RunControl control) {
        return simulator.simulate(
                new SimulationRequest(task, models.load(task.name(), version), new LiveModel.None(), window, knownAt),
                control);
    }

    private static Optional<StudentEstimate> advantage(SimulationReport report, Metric metric, Optional<String> slice) {
        return report.metrics().stream()
                .filter(found -> found.metric() == metric && found.slice().equals(slice))
                .findFirst()
                .flatMap(found -> RealisedMetric.of(Optional.empty(), found, Fidelity.CONFIDENCE)
                        .realised());
    }

    private static boolean differ(Optional<StudentEstimate> then, Optional<StudentEstimate> since) {
        return then.isPresent() && since.isPresent() && TrafficShift.differ(then.get(), since.get());
    }
}
