package dev.understudy.engine.simulation;

import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.RawInput;
import java.util.List;
import java.util.Optional;

/**
 * Some events in their order, with what both models compute for them.
 *
 * @param events the events
 * @param candidate the candidate's numbers, row by row
 * @param live the live model's numbers, computed again; empty where it cannot be replayed
 * @param nanos what it took
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one thread to the next, once
record ReplayBlock(List<LoggedEvent> events, double[] candidate, Optional<double[]> live, long nanos) {
    static ReplayBlock score(List<LoggedEvent> events, CompiledModel candidate, Optional<CompiledModel> live) {
        long start = System.nanoTime();
        List<RawInput> inputs =
                events.stream().map(logged -> logged.event().input()).toList();
        double[] ofCandidate = candidate.numbers(inputs);
        Optional<double[]> ofLive = live.map(model -> model.numbers(inputs));
        return new ReplayBlock(events, ofCandidate, ofLive, System.nanoTime() - start);
    }
}
