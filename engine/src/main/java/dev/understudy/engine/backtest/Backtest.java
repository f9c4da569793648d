package dev.understudy.engine.backtest;

import dev.understudy.engine.backtest.BacktestStep.Decision;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.gate.AlphaSpending;
import dev.understudy.engine.gate.Gate;
import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.pipeline.ModelTraining;
import dev.understudy.engine.pipeline.RunRecorder;
import dev.understudy.engine.registry.BacktestRegistry;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.segment.SegmentStore;
import dev.understudy.engine.simulation.LiveModel;
import dev.understudy.engine.simulation.ReleaseSimulator;
import dev.understudy.engine.simulation.SimulatedModel;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationRequest;
import dev.understudy.engine.simulation.TrafficScores;
import dev.understudy.engine.task.TaskDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Goes through history as the scheduled retraining would have: at each step a candidate is trained as of the beginning of
 * the window before it, its release is simulated on that window as known then against what the policy had live, and the
 * gate decides. What was live is then measured on the traffic that followed, beside policies that have no gate.
 *
 * <p>No version or simulation is registered, and no look is counted: nothing can be released by a backtest.
 */
public final class Backtest {
    private static final double NANOS = 1e9;

    private final ModelTraining training;
    private final SegmentStore segments;
    private final SampleBuilders samples;
    private final BacktestFolder folder;
    private final BacktestRegistry results;
    private final RunRecorder runs;

    public Backtest(
            ModelTraining training,
            SegmentStore segments,
            SampleBuilders samples,
            BacktestFolder folder,
            BacktestRegistry results,
            RunRegistry runs) {
        this.training = training;
        this.segments = segments;
        this.samples = samples;
        this.folder = folder;
        this.results = results;
        this.runs = new RunRecorder(runs);
    }

    /**
     * Goes through a history. A step that has too little to train on or to replay keeps what is live, and says why.
     *
     * @param keepModels whether the models stay in their folder, for a further backtest of the same history
     * @throws UnderstudyException NOT_ENOUGH_DATA if there is nothing to train the first model on, or no event in the span;
     *     CANCELLED, and the models that were trained are there for the next try
     */
    public BacktestResult run(TaskDefinition task, BacktestRequest request, boolean keepModels, RunControl control) {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("every", request.every().toString());
        asked.put("span", request.span().toString());
        asked.put("window", request.window().toString());
        asked.put("knownAt", request.knownAt().toString());
        BacktestResult result = runs.recordNamed(
                "backtest",
                task.name(),
                asked,
                id -> {
                    BacktestResult done = run(id, task, request, control);
                    results.keep(id, task.name(), BacktestJson.text(done));
                    return done;
                },
                Backtest::facts);
        if (!keepModels) {
            folder.forget(task.name());
        }
        return result;
    }

    private static Map<String, String> facts(BacktestResult done) {
        return Map.of(
                "steps", Integer.toString(done.steps().size()),
                "approved", Long.toString(done.count(Decision.APPROVED)),
                "rejected", Long.toString(done.count(Decision.REJECTED)),
                "inconclusive", Long.toString(done.count(Decision.INCONCLUSIVE)),
                "impossible", Long.toString(done.count(Decision.IMPOSSIBLE)));
    }

    private BacktestResult run(String id, TaskDefinition task, BacktestRequest request, RunControl control) {
        long start = System.nanoTime();
        List<TimeWindow> stretches = request.stretches();
        StepProgress progress = new StepProgress(control, stretches.size());
        BacktestModels models = new BacktestModels(training, folder.store(), samples, task, progress);
        SimulatedModel first = models.asOf(request.span().from().minus(request.window()), VersionName.ofNumber(1));
        PolicyComparison comparison = new PolicyComparison(
                task, new TrafficScores(segments, task, first, request.knownAt()), first, progress);
        PerPolicy<SimulatedModel> live = new PerPolicy<>(policy -> first);
        List<BacktestStep> steps = new ArrayList<>();
        for (int k = 0; k < stretches.size(); k++) {
            progress.step(k);
            Instant at = stretches.get(k).from();
            SimulatedModel before = live.of(Policy.GATED);
            Rehearsed rehearsed =
                    k == 0 ? Rehearsed.first(first) : rehearse(task, request, models, before, at, k, progress);
            rehearsed.candidate().ifPresent(candidate -> live.set(Policy.ALWAYS, candidate));
            if (rehearsed.decision() == Decision.APPROVED) {
                live.set(Policy.GATED, rehearsed.candidate().orElseThrow());
            }
            possible(() -> models.asOf(at, VersionName.ofNumber(1))).ifPresent(model -> live.set(Policy.FRESH, model));
            steps.add(comparison.step(k, stretches.get(k), before, rehearsed, live));
        }
        comparison.requireEvents(request.span());
        return new BacktestResult(
                id,
                task.name(),
                request,
                task.gate(),
                steps,
                comparison.policies(),
                Fidelities.of(task.gate(), steps),
                (System.nanoTime() - start) / NANOS);
    }

    private Rehearsed rehearse(
            TaskDefinition task,
            BacktestRequest request,
            BacktestModels models,
            SimulatedModel live,
            Instant at,
            int step,
            RunControl control) {
        TimeWindow window = new TimeWindow(at.minus(request.window()), at);
        SimulatedModel candidate;
        try {
            candidate = models.asOf(window.from(), VersionName.ofNumber(step + 1));
        } catch (UnderstudyException e) {
            return Rehearsed.impossible(Optional.empty(), tooLittle(e));
        }
        try {
            SimulationReport report = new ReleaseSimulator(segments)
                    .simulate(
                            new SimulationRequest(task, candidate, new LiveModel.Replayed(live), window, at), control);
            return Rehearsed.judged(candidate, report, judge(task, report));
        } catch (UnderstudyException e) {
            return Rehearsed.impossible(Optional.of(candidate), tooLittle(e));
        }
    }

    /** Each step has a candidate and a window of its own: it is the first look at both. */
    private static GateVerdict judge(TaskDefinition task, SimulationReport report) {
        return Gate.judge(report, task.gate(), task.simulation().minimumCoverage(), AlphaSpending.FIRST);
    }

    /** Too little data is what a step found; anything else stops the backtest. */
    private static String tooLittle(UnderstudyException e) {
        if (e.code() != ErrorCode.NOT_ENOUGH_DATA) {
            throw e;
        }
        return e.getMessage();
    }

    private static Optional<SimulatedModel> possible(Supplier<SimulatedModel> training) {
        try {
            return Optional.of(training.get());
        } catch (UnderstudyException e) {
            tooLittle(e);
            return Optional.empty();
        }
    }
}
