package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log of what is answered to callers: a prediction is logged before anybody hears of it. */
public interface ServedLog {
    /**
     * Appends predictions with their events, all of them or none; when this returns, they are durable. Where the event
     * was answered before, that answer stands, whichever version gave it, and nothing is appended.
     */
    default ServedAppend appendServed(TaskName task, List<PredictionEvent> predictions) {
        return appendEach(task, List.of(predictions)).getFirst();
    }

    /**
     * Appends the predictions of several calls, each call all of them or none: one that is refused leaves no trace and
     * leaves the others alone. When this returns, what was taken is durable. Calls of other threads that come at the same
     * time are written in the same piece; an event that several of them bring is answered as the first one was.
     *
     * @return one a call, in their order
     */
    List<ServedAppend> appendEach(TaskName task, List<List<PredictionEvent>> calls);

    /** An event with every prediction that was logged for it, the oldest first; empty if the event is not there. */
    Optional<EventPredictions> predictions(TaskName task, String eventId);

    /** When events happened, of those among the ids that are in the log. */
    Map<String, Instant> times(TaskName task, Collection<String> eventIds);

    /** Appends predictions that failed on our side; when this returns, they are durable. */
    void appendFailures(TaskName task, List<PredictionFailure> failures);

    /** All that there is of an event; empty if it is not there, and no prediction for it failed either. */
    Optional<EventHistory> history(TaskName task, String eventId);

    /** Whether it takes predictions: not after it could not take one, until it can again. */
    boolean isWritable();
}
