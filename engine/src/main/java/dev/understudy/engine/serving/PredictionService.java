package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.traffic.EventPredictions;
import dev.understudy.engine.traffic.FactReader;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.ServedAppend;
import dev.understudy.engine.traffic.ServedLog;
import dev.understudy.engine.traffic.TrafficEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Answers events with predictions. An answer is given only after the log has it durably, so that answer, log row and
 * replay are the same number. Asked again for an event with the same content, it gives the answer that it gave before.
 * Thread-safe.
 */
public final class PredictionService {
    private final Map<TaskName, FactReader> readers;
    private final Map<TaskName, FactReader> plainReaders;
    private final Map<TaskName, DecisionPolicy> policies;
    private final ServedModels models;
    private final ServedLog log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ServingObserver observer;

    PredictionService(
            Map<TaskName, FactReader> readers,
            Map<TaskName, FactReader> plainReaders,
            Map<TaskName, DecisionPolicy> policies,
            ServedModels models,
            ServedLog log,
            InstantSource clock,
            LongSupplier nanoTime,
            ServingObserver observer) {
        this.readers = Map.copyOf(readers);
        this.plainReaders = Map.copyOf(plainReaders);
        this.policies = Map.copyOf(policies);
        this.models = models;
        this.log = log;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.observer = observer;
    }

    /**
     * Predicts for some events, all of them or none.
     *
     * @param offered at least one
     * @throws UnderstudyException UNKNOWN_TASK; MODEL_UNAVAILABLE if no model of the task answers; DATABASE_UNAVAILABLE
     *     if the log cannot take the predictions
     */
    public PredictionAnswer predict(TaskName task, List<OfferedEvent> offered) {
        Optional<VersionName> version = Optional.empty();
        boolean answered = false;
        try {
            ServedModel served = models.model(task);
            version = Optional.of(served.pointer().version());
            PredictionAnswer answer = predict(served, offered);
            answered = answer instanceof PredictionAnswer.Answered;
            return answer;
        } finally {
            if (!answered && readers.containsKey(task)) {
                observer.predictionFailed(task, version);
            }
        }
    }

    /**
     * Answers several calls at once, each as a whole: one that is refused leaves the others alone.
     *
     * @param calls each with at least one event
     * @return an answer a call, in their order
     * @throws UnderstudyException as {@link #predict}
     */
    public List<PredictionAnswer> predictEach(TaskName task, List<List<OfferedEvent>> calls) {
        return calls.stream().map(offered -> predict(task, offered)).toList();
    }

    /**
     * Checks events as far as they can be checked without a model, and without the task's sample builder: what a plug-in
     * makes of an input is found out when the prediction is made.
     *
     * @return the refusal of the first that can never be taken
     * @throws UnderstudyException UNKNOWN_TASK
     */
    public Optional<Refusal> check(TaskName task, List<OfferedEvent> offered) {
        models.state(task);
        Instant now = clock.instant();
        FactReader reader = Objects.requireNonNull(plainReaders.get(task));
        return Refusal.each(offered, event -> read(reader, event, now))
                        instanceof Refusal.Each.Refused<TrafficEvent>(Refusal refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private PredictionAnswer predict(ServedModel served, List<OfferedEvent> offered) {
        TaskName task = served.task();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        FactReader reader = Objects.requireNonNull(readers.get(task));
        long begin = nanoTime.getAsLong();
        Refusal.Each<TrafficEvent> events = Refusal.each(offered, event -> read(reader, event, now));
        long validated = told(task, ServingObserver.Stage.VALIDATE, begin);
        if (events instanceof Refusal.Each.Refused<TrafficEvent>(Refusal refusal)) {
            return new PredictionAnswer.Refused(refusal);
        }
        Refusal.Each<PredictionEvent> scored = new EventScoring(
                        served, Objects.requireNonNull(policies.get(task)), nanoTime)
                .score(((Refusal.Each.Taken<TrafficEvent>) events).all(), now);
        long done = told(task, ServingObserver.Stage.SCORE, validated);
        return switch (scored) {
            case Refusal.Each.Refused<PredictionEvent>(Refusal refusal) -> new PredictionAnswer.Refused(refusal);
            case Refusal.Each.Taken<PredictionEvent>(List<PredictionEvent> predictions) -> {
                ServedAppend appended = log.appendServed(task, predictions);
                told(task, ServingObserver.Stage.LOG, done);
                yield answer(task, predictions, appended);
            }
        };
    }

    private static TrafficEvent read(FactReader reader, OfferedEvent offered, Instant now) {
        String id = offered.id().orElseThrow(() -> missing("id"));
        String time = offered.time().orElseThrow(() -> missing("time"));
        return reader.event(id, FactReader.instant("time", time), now, offered.input());
    }

    private static UnderstudyException missing(String name) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, name + ": is missing");
    }

    private PredictionAnswer answer(TaskName task, List<PredictionEvent> offered, ServedAppend appended) {
        return switch (appended) {
            case ServedAppend.Refused(var conflict) ->
                new PredictionAnswer.Refused(
                        new Refusal(conflict.index(), ErrorCode.EVENT_CONFLICT, conflict.reason()));
            case ServedAppend.Logged(List<Prediction> predictions, var fresh) -> {
                List<PredictionAnswer.Answer> answers = new ArrayList<>(predictions.size());
                for (int i = 0; i < predictions.size(); i++) {
                    Prediction prediction = predictions.get(i);
                    if (fresh.contains(i)) {
                        observer.predicted(task, prediction.version(), prediction.label());
                    }
                    answers.add(
                            new PredictionAnswer.Answer(offered.get(i).event().id(), prediction));
                }
                yield new PredictionAnswer.Answered(answers);
            }
        };
    }

    private long told(TaskName task, ServingObserver.Stage stage, long begin) {
        long now = nanoTime.getAsLong();
        observer.stage(task, stage, Duration.ofNanos(now - begin));
        return now;
    }

    /**
     * An event with all that was predicted for it.
     *
     * @throws UnderstudyException UNKNOWN_TASK; UNKNOWN_ID if the event is not in the log
     */
    public EventPredictions logged(TaskName task, String eventId) {
        models.state(task);
        return log.predictions(task, eventId)
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.UNKNOWN_ID, "the log of " + task + " has no event of that id"));
    }

    /** Whether the log takes predictions; without it none is answered. */
    public boolean isLogWritable() {
        return log.isWritable();
    }
}
