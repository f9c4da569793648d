package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TaskName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keeps nothing: somebody chose answers without a log. Every answer is a fresh one, also that to a retry, and no release can be
 * rehearsed on what was answered.
 */
public final class NoServedLog implements ServedLog {
    @Override
    public List<ServedAppend> appendEach(TaskName task, List<List<PredictionEvent>> calls) {
        return calls.stream().map(NoServedLog::unkept).toList();
    }

    private static ServedAppend unkept(List<PredictionEvent> call) {
        return new ServedAppend.Logged(
                call.stream().map(PredictionEvent::prediction).toList(),
                IntStream.range(0, call.size()).boxed().collect(Collectors.toSet()));
    }

    @Override
    public Optional<EventPredictions> predictions(TaskName task, String eventId) {
        return Optional.empty();
    }

    @Override
    public Map<String, Instant> times(TaskName task, Collection<String> eventIds) {
        return Map.of();
    }

    @Override
    public void appendFailures(TaskName task, List<PredictionFailure> failures) {}

    @Override
    public Optional<EventHistory> history(TaskName task, String eventId) {
        return Optional.empty();
    }

    @Override
    public boolean isWritable() {
        return true;
    }
}
