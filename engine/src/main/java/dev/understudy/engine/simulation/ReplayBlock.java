package dev.understudy.engine.simulation;

import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.traffic.LoggedEvent;
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
        double[] ofCandidate = numbers(events, candidate);
        Optional<double[]> ofLive = live.map(model -> numbers(events, model));
        return new ReplayBlock(events, ofCandidate, ofLive, System.nanoTime() - start);
    }

    private static double[] numbers(List<LoggedEvent> events, CompiledModel model) {
        int width = model.scorer().width();
        double[] rows = new double[events.size() * width];
        for (int row = 0; row < events.size(); row++) {
            model.encoder().encode(events.get(row).event().input(), rows, row * width);
        }
        double[] numbers = new double[events.size() * model.scorer().outputs()];
        model.scorer().score(rows, events.size(), numbers);
        return numbers;
    }
}
