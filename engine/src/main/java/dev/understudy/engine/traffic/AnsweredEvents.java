package dev.understudy.engine.traffic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides, call after call, what is new and what stands already: in the log, or by a call before it. A call that is refused
 * leaves no trace. Used by one thread.
 */
final class AnsweredEvents {
    private final Map<String, TrafficEvent> events;
    private final Map<String, Prediction> answers;
    private final List<TrafficEvent> freshEvents = new ArrayList<>();
    private final List<PredictionEvent> freshPredictions = new ArrayList<>();

    /**
     * What the log has.
     *
     * @param events of those that are asked for, by their ids
     * @param answers the first served prediction of each of them that has one, by their ids
     */
    AnsweredEvents(Map<String, TrafficEvent> events, Map<String, Prediction> answers) {
        this.events = new HashMap<>(events);
        this.answers = new HashMap<>(answers);
    }

    /** Takes the predictions of a call, or none of them. */
    ServedAppend take(List<PredictionEvent> call) {
        int eventsBefore = freshEvents.size();
        int predictionsBefore = freshPredictions.size();
        List<Prediction> standing = new ArrayList<>(call.size());
        Set<Integer> positions = new HashSet<>();
        for (int i = 0; i < call.size(); i++) {
            PredictionEvent offered = call.get(i);
            TrafficEvent before = events.putIfAbsent(offered.event().id(), offered.event());
            if (before == null) {
                freshEvents.add(offered.event());
            } else if (!JdbiEventLog.sameFact(before, offered.event())) {
                undo(eventsBefore, predictionsBefore);
                return new ServedAppend.Refused(JdbiEventLog.conflict(i, offered.event()));
            }
            Prediction answer = answers.putIfAbsent(offered.event().id(), offered.prediction());
            if (answer == null) {
                freshPredictions.add(offered);
                positions.add(i);
            }
            standing.add(answer == null ? offered.prediction() : answer);
        }
        return new ServedAppend.Logged(standing, positions);
    }

    private void undo(int eventsBefore, int predictionsBefore) {
        List<TrafficEvent> undoneEvents = freshEvents.subList(eventsBefore, freshEvents.size());
        undoneEvents.forEach(event -> events.remove(event.id()));
        undoneEvents.clear();
        List<PredictionEvent> undone = freshPredictions.subList(predictionsBefore, freshPredictions.size());
        undone.forEach(logged -> answers.remove(logged.event().id()));
        undone.clear();
    }

    /** Events that are new. */
    List<TrafficEvent> freshEvents() {
        return freshEvents;
    }

    /** Predictions that are new. */
    List<PredictionEvent> freshPredictions() {
        return freshPredictions;
    }
}
