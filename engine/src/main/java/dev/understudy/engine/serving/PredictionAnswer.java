package dev.understudy.engine.serving;

import dev.understudy.engine.traffic.Prediction;
import java.util.List;

/** What a call for predictions gets. */
public sealed interface PredictionAnswer {
    /**
     * Every event is answered, and the log has each answer.
     *
     * @param predictions one an event, in the order of the call
     */
    record Answered(List<Answer> predictions) implements PredictionAnswer {
        public Answered {
            predictions = List.copyOf(predictions);
        }
    }

    /**
     * Nothing is answered and nothing logged, since one event cannot be taken.
     *
     * @param refusal which and why
     */
    record Refused(Refusal refusal) implements PredictionAnswer {}

    /**
     * One event's answer.
     *
     * @param eventId the event
     * @param prediction as the log has it
     */
    record Answer(String eventId, Prediction prediction) {}
}
