package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.AppendResult;
import dev.understudy.engine.traffic.FactReader;
import dev.understudy.engine.traffic.Outcome;
import dev.understudy.engine.traffic.OutcomeLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes the outcomes of events into the log, all of a call or none. Thread-safe. */
public final class OutcomeService {
    private final Map<TaskName, TaskDefinition> tasks;
    private final ServedModels models;
    private final OutcomeLog log;
    private final InstantSource clock;
    private final ServingObserver observer;

    OutcomeService(
            Map<TaskName, TaskDefinition> tasks,
            ServedModels models,
            OutcomeLog log,
            InstantSource clock,
            ServingObserver observer) {
        this.tasks = Map.copyOf(tasks);
        this.models = models;
        this.log = log;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Records outcomes; when this returns, they are durable.
     *
     * @throws UnderstudyException UNKNOWN_TASK; DATABASE_UNAVAILABLE if the log cannot take them
     */
    public OutcomeAnswer record(TaskName name, List<OfferedOutcome> offered) {
        ModelState state = models.state(name);
        TaskDefinition task = Objects.requireNonNull(tasks.get(name));
        FactReader reader = new FactReader(task);
        Instant now = clock.instant();
        return switch (Refusal.each(offered, outcome -> read(task, reader, outcome, now))) {
            case Refusal.Each.Refused<Outcome>(Refusal refusal) -> new OutcomeAnswer.Refused(refusal);
            case Refusal.Each.Taken<Outcome>(List<Outcome> outcomes) -> {
                AppendResult appended = log.appendOutcomes(name, outcomes);
                appended.fresh()
                        .forEach(position -> observer.outcome(
                                name, knownClass(state, outcomes.get(position).value())));
                yield new OutcomeAnswer.Recorded(
                        appended.added(), appended.duplicates(), log.unmatched(name, outcomes));
            }
        };
    }

    private static Outcome read(TaskDefinition task, FactReader reader, OfferedOutcome offered, Instant now) {
        if (offered.maturesAt().isPresent() && !(task.outcome().maturity() instanceof Maturity.Column)) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID, "maturesAt: the task file says when outcomes of this task mature");
        }
        return reader.outcome(
                offered.id().orElseThrow(() -> missing("id")),
                offered.value().orElseThrow(() -> missing("outcome")),
                offered.knownAt()
                        .map(text -> FactReader.instant("knownAt", text))
                        .orElse(now),
                offered.maturesAt().map(text -> FactReader.instant("maturesAt", text)));
    }

    private static UnderstudyException missing(String name) {
        return new UnderstudyException(ErrorCode.DATA_INVALID, name + ": is missing");
    }

    /** Whatever a caller sends, metrics see no more labels than the model has classes. */
    private static Optional<String> knownClass(ModelState state, String value) {
        return state instanceof ModelState.Serving serving
                ? Optional.of(value)
                        .filter(serving.served().model().manifest().outcomes().classes()::contains)
                : Optional.empty();
    }
}
