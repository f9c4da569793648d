package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.ServedAppend;
import dev.understudy.engine.traffic.TrafficEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call on its way from its events to its answer; the first of its events that cannot be answered refuses it. */
final class CallInProgress {
    private final List<TrafficEvent> events;
    private List<PredictionEvent> predictions = List.of();
    private @Nullable Refusal refusal;
    private ServedAppend.@Nullable Logged logged;

    CallInProgress(Refusal.Each<TrafficEvent> read) {
        switch (read) {
            case Refusal.Each.Taken<TrafficEvent>(List<TrafficEvent> all) -> events = all;
            case Refusal.Each.Refused<TrafficEvent>(Refusal reason) -> {
                events = List.of();
                refusal = reason;
            }
        }
    }

    /** Its events; none where one of them cannot be taken. */
    List<TrafficEvent> events() {
        return events;
    }

    /** Hears what became of each of its events. */
    void scored(List<Scored> scored) {
        List<PredictionEvent> done = new ArrayList<>(scored.size());
        for (int i = 0; i < scored.size() && refusal == null; i++) {
            switch (scored.get(i)) {
                case Scored.Done(PredictionEvent prediction) -> done.add(prediction);
                case Scored.Unusable(ErrorCode code, String reason) -> refusal = new Refusal(i, code, reason);
                case Scored.Failed(var failure, String reason) -> refusal = new Refusal(i, failure.code(), reason);
            }
        }
        predictions = done;
    }

    /** One an event, once they are scored and none refused the call. */
    List<PredictionEvent> predictions() {
        return predictions;
    }

    /** Hears what the log said. */
    void appended(ServedAppend append) {
        switch (append) {
            case ServedAppend.Logged taken -> logged = taken;
            case ServedAppend.Refused(var conflict) ->
                refusal = new Refusal(conflict.index(), ErrorCode.EVENT_CONFLICT, conflict.reason());
        }
    }

    /** Why it is refused, if it is. */
    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /** What the log has for it. */
    ServedAppend.Logged logged() {
        return Objects.requireNonNull(logged, "the log has not been asked");
    }
}
