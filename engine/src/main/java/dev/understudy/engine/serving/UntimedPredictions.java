package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.traffic.ServedLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts for events that need not say when they happen, for protocols that know no time: they happen now. Asked again, such
 * an event keeps the time that it got first, so that a retry gets the first answer and is no conflict. Thread-safe.
 */
public final class UntimedPredictions {
    private final PredictionService predictions;
    private final ServedLog log;
    private final InstantSource clock;

    UntimedPredictions(PredictionService predictions, ServedLog log, InstantSource clock) {
        this.predictions = predictions;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Predicts for some events, all of them or none.
     *
     * @param offered at least one; those without a time happen now
     * @throws UnderstudyException as {@link PredictionService#predict}
     */
    public PredictionAnswer predict(TaskName task, List<OfferedEvent> offered) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PredictionAnswer answer = predictions.predict(task, timed(offered, Map.of(), now));
        return isConflict(answer) ? again(task, offered, now, answer) : answer;
    }

    /** What conflicts may be a retry: the log knows when its events happened. */
    private PredictionAnswer again(TaskName task, List<OfferedEvent> offered, Instant now, PredictionAnswer conflict) {
        List<String> untimed = offered.stream()
                .filter(event -> event.time().isEmpty())
                .flatMap(event -> event.id().stream())
                .toList();
        Map<String, Instant> first = log.times(task, untimed);
        return first.isEmpty() ? conflict : predictions.predict(task, timed(offered, first, now));
    }

    private static boolean isConflict(PredictionAnswer answer) {
        return answer instanceof PredictionAnswer.Refused(Refusal refusal)
                && refusal.code() == ErrorCode.EVENT_CONFLICT;
    }

    private static List<OfferedEvent> timed(List<OfferedEvent> offered, Map<String, Instant> first, Instant now) {
        return offered.stream()
                .map(event -> event.time().isPresent()
                        ? event
                        : event.at(event.id()
                                .flatMap(id -> Optional.ofNullable(first.get(id)))
                                .orElse(now)))
                .toList();
    }
}
