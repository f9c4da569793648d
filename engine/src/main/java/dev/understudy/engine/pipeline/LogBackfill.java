package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.simulation.SimulatedModel;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.AppendResult;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.PredictionLog;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.traffic.TrafficReader;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Logs what a version would have predicted for events that were imported. */
public final class LogBackfill {
    private static final int EVENTS_AT_A_TIME = 5_000;

    private final TrafficReader traffic;
    private final PredictionLog log;
    private final ModelRepository models;
    private final RunRecorder runs;
    private final InstantSource clock;

    public LogBackfill(
            TrafficReader traffic, PredictionLog log, ModelRepository models, RunRegistry runs, InstantSource clock) {
        this.traffic = traffic;
        this.log = log;
        this.models = models;
        this.runs = new RunRecorder(runs);
        this.clock = clock;
    }

    /**
     * Logs predictions for the events of a window, marked as backfilled. What is logged already is left alone.
     *
     * @return how many predictions are new
     * @throws UnderstudyException WINDOW_OVERLAP if the window begins before the version's as-of
     */
    public long backfill(TaskDefinition task, VersionName version, TimeWindow window, RunControl control) {
        return runs.record(
                "backfill",
                task.name(),
                Map.of("version", version.text(), "window", window.toString()),
                () -> run(task, version, window, control),
                predictions -> Map.of("predictions", Long.toString(predictions)));
    }

    private long run(TaskDefinition task, VersionName version, TimeWindow window, RunControl control) {
        SimulatedModel model = models.load(task.name(), version);
        Instant asOf = model.model().manifest().provenance().asOf();
        if (window.from().isBefore(asOf)) {
            throw new UnderstudyException(
                    ErrorCode.WINDOW_OVERLAP,
                    "the window begins at " + window.from() + ", before the as-of of " + version + " (" + asOf
                            + "); a model cannot have been live before it was trained");
        }
        Batch batch = new Batch(task, model);
        long events = traffic.read(
                new TrafficQuery(
                        task.name(), window, clock.instant(), task.outcome().maturity(), Optional.of(version)),
                control,
                batch::take);
        batch.flush();
        if (events == 0) {
            throw new UnderstudyException(
                    ErrorCode.NOT_ENOUGH_DATA, "there is no event of " + task.name() + " in the window " + window);
        }
        return batch.added;
    }

    private final class Batch {
        private final TaskDefinition task;
        private final SimulatedModel model;
        private List<LoggedEvent> events = new ArrayList<>(EVENTS_AT_A_TIME);
        private long added;

        Batch(TaskDefinition task, SimulatedModel model) {
            this.task = task;
            this.model = model;
        }

        void take(LoggedEvent logged) {
            if (logged.prediction().isEmpty()) {
                events.add(logged);
            }
            if (events.size() >= EVENTS_AT_A_TIME) {
                flush();
            }
        }

        void flush() {
            AppendResult appended = log.appendPredictions(task.name(), predictions());
            if (!appended.conflicts().isEmpty()) {
                throw new UnderstudyException(
                        ErrorCode.EVENT_CONFLICT,
                        appended.conflicts().getFirst().reason());
            }
            added += appended.added();
            events = new ArrayList<>(EVENTS_AT_A_TIME);
        }

        private List<PredictionEvent> predictions() {
            CompiledModel compiled = model.model();
            double[] numbers = numbers(compiled);
            int outputs = compiled.scorer().outputs();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<PredictionEvent> predictions = new ArrayList<>(events.size());
            for (int i = 0; i < events.size(); i++) {
                predictions.add(new PredictionEvent(events.get(i).event(), prediction(numbers, i * outputs, now)));
            }
            return predictions;
        }

        /** An event that the model cannot take is named. */
        private double[] numbers(CompiledModel compiled) {
            try {
                return compiled.numbers(
                        events.stream().map(logged -> logged.event().input()).toList());
            } catch (UnderstudyException together) {
                for (LoggedEvent logged : events) {
                    try {
                        compiled.numbers(List.of(logged.event().input()));
                    } catch (UnderstudyException e) {
                        throw new UnderstudyException(
                                e.code(), "the event " + logged.event().id() + ": " + e.getMessage(), e);
                    }
                }
                throw together;
            }
        }

        private Prediction prediction(double[] numbers, int from, Instant now) {
            CompiledModel compiled = model.model();
            Optional<String> label = compiled.label(numbers, from);
            return new Prediction(
                    model.version(),
                    Origin.BACKFILLED,
                    now,
                    Optional.empty(),
                    compiled.toScore(numbers, from),
                    label,
                    label,
                    OptionalDouble.of(1),
                    OptionalLong.empty(),
                    OptionalLong.empty());
        }
    }
}
