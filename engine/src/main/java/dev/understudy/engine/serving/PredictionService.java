package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.traffic.EventHistory;
import dev.understudy.engine.traffic.FactReader;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionFailure;
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
    private final Map<TaskName, DecisionPolicy> policies;
    private final ServedModels models;
    private final ServedLog log;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final ServingObserver observer;

    PredictionService(
            Map<TaskName, FactReader> readers,
            Map<TaskName, DecisionPolicy> policies,
            ServedModels models,
            ServedLog log,
            InstantSource clock,
            LongSupplier nanoTime,
            ServingObserver observer) {
        this.readers = Map.copyOf(readers);
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
        return predictEach(task, List.of(offered)).getFirst();
    }

    /**
     * Answers several calls at once, each as a whole: one that is refused, or fails on our side, leaves the others alone.
     * Their events are scored in one batch and logged in one piece. What fails on our side is logged too, and refused with
     * a code that is not the caller's doing.
     *
     * @param calls each with at least one event
     * @return an answer a call, in their order
     * @throws UnderstudyException as {@link #predict}
     */
    public List<PredictionAnswer> predictEach(TaskName task, List<List<OfferedEvent>> calls) {
        Optional<VersionName> version = Optional.empty();
        int answered = 0;
        try {
            ServedModel served = models.model(task);
            version = Optional.of(served.pointer().version());
            List<PredictionAnswer> answers = answerEach(served, calls);
            answered = (int) answers.stream()
                    .filter(PredictionAnswer.Answered.class::isInstance)
                    .count();
            return answers;
        } finally {
            if (readers.containsKey(task)) {
                for (int failed = answered; failed < calls.size(); failed++) {
                    observer.predictionFailed(task, version);
                }
            }
        }
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
        FactReader reader = Objects.requireNonNull(readers.get(task));
        return Refusal.each(offered, event -> read(reader, event, now))
                        instanceof Refusal.Each.Refused<TrafficEvent>(Refusal refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private List<PredictionAnswer> answerEach(ServedModel served, List<List<OfferedEvent>> calls) {
        TaskName task = served.task();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        FactReader reader = Objects.requireNonNull(readers.get(task));
        long begin = nanoTime.getAsLong();
        List<CallInProgress> all = calls.stream()
                .map(offered -> new CallInProgress(Refusal.each(offered, event -> read(reader, event, now))))
                .toList();
        long validated = told(task, ServingObserver.Stage.VALIDATE, begin);
        List<TrafficEvent> events =
                all.stream().flatMap(call -> call.events().stream()).toList();
        if (!events.isEmpty()) {
            List<Scored> scored =
                    new EventScoring(served, Objects.requireNonNull(policies.get(task)), nanoTime).score(events, now);
            int from = 0;
            for (CallInProgress call : all) {
                int to = from + call.events().size();
                call.scored(scored.subList(from, to));
                from = to;
            }
            long done = told(task, ServingObserver.Stage.SCORE, validated);
            keepFailures(task, scored);
            log(task, all.stream().filter(call -> call.refusal().isEmpty()).toList());
            told(task, ServingObserver.Stage.LOG, done);
        }
        return all.stream().map(call -> answer(task, call)).toList();
    }

    private void log(TaskName task, List<CallInProgress> calls) {
        if (!calls.isEmpty()) {
            List<ServedAppend> appended = log.appendEach(
                    task, calls.stream().map(CallInProgress::predictions).toList());
            for (int i = 0; i < appended.size(); i++) {
                calls.get(i).appended(appended.get(i));
            }
        }
    }

    /** The failure itself is what the caller has to hear, whether or not the log can take it. */
    private void keepFailures(TaskName task, List<Scored> scored) {
        List<PredictionFailure> failures = scored.stream()
                .filter(Scored.Failed.class::isInstance)
                .map(failed -> ((Scored.Failed) failed).failure())
                .toList();
        if (!failures.isEmpty()) {
            try {
                log.appendFailures(task, failures);
            } catch (UnderstudyException e) {
                observer.failuresLost(task, failures.size(), e);
            }
        }
    }

    private PredictionAnswer answer(TaskName task, CallInProgress call) {
        if (call.refusal().isPresent()) {
            return new PredictionAnswer.Refused(call.refusal().get());
        }
        ServedAppend.Logged logged = call.logged();
        List<PredictionAnswer.Answer> answers =
                new ArrayList<>(logged.predictions().size());
        for (int i = 0; i < logged.predictions().size(); i++) {
            Prediction prediction = logged.predictions().get(i);
            if (logged.fresh().contains(i)) {
                observer.predicted(task, prediction.version(), prediction.label());
            }
            answers.add(new PredictionAnswer.Answer(call.events().get(i).id(), prediction));
        }
        return new PredictionAnswer.Answered(answers);
    }

    private static TrafficEvent read(FactReader reader, OfferedEvent offered, Instant now) {
        String id = offered.id().orElseThrow(() -> missing("id"));
        String time = offered.time().orElseThrow(() -> missing("time"));
        return reader.event(id, FactReader.instant("time", time), now, offered.input());
    }

    private static UnderstudyException missing(String name) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, name + ": is missing");
    }

    private long told(TaskName task, ServingObserver.Stage stage, long begin) {
        long now = nanoTime.getAsLong();
        observer.stage(task, stage, Duration.ofNanos(now - begin));
        return now;
    }

    /**
     * All that the log has of an event.
     *
     * @throws UnderstudyException UNKNOWN_TASK; UNKNOWN_ID if the log has nothing of it
     */
    public EventHistory logged(TaskName task, String eventId) {
        models.state(task);
        return log.history(task, eventId)
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.UNKNOWN_ID, "the log of " + task + " has no event of that id"));
    }

    /** Whether the log takes predictions; without it none is answered. */
    public boolean isLogWritable() {
        return log.isWritable();
    }
}
