package dev.understudy.engine.serving;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.TrafficEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Scores the events of one call, and makes of each the fact that the log takes. */
final class EventScoring {
    private static final int NANOS_PER_MICRO = 1_000;

    private final ServedModel served;
    private final DecisionPolicy policy;
    private final LongSupplier nanoTime;

    EventScoring(ServedModel served, DecisionPolicy policy, LongSupplier nanoTime) {
        this.served = served;
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    /**
     * Scores the events together; a score is the same, bit for bit, alone and in a batch.
     *
     * @param now when the predictions are made
     */
    Refusal.Each<PredictionEvent> score(List<TrafficEvent> events, Instant now) {
        CompiledModel model = served.model();
        long begin = nanoTime.getAsLong();
        double[] numbers;
        try {
            numbers = model.numbers(events.stream().map(TrafficEvent::input).toList());
        } catch (UnderstudyException e) {
            // an event that does not fit the model's own schema: alone each says whether it is the one
            return Refusal.each(events, event -> {
                PredictionEvent alone =
                        fact(event, model.numbers(List.of(event.input())), 0, now, OptionalLong.empty());
                return alone;
            });
        }
        long microsEach = (nanoTime.getAsLong() - begin) / NANOS_PER_MICRO / events.size();
        int outputs = model.scorer().outputs();
        List<PredictionEvent> scored = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            scored.add(fact(events.get(i), numbers, i * outputs, now, OptionalLong.of(microsEach)));
        }
        return new Refusal.Each.Taken<>(scored);
    }

    private PredictionEvent fact(TrafficEvent event, double[] numbers, int from, Instant now, OptionalLong micros) {
        CompiledModel model = served.model();
        Optional<String> label = model.label(numbers, from);
        List<String> classes = model.manifest().outcomes().classes();
        DecisionPolicy.Decision decision =
                policy.decide(event.id(), label, classes.isEmpty() ? "" : classes.getFirst());
        return new PredictionEvent(
                event,
                new Prediction(
                        served.pointer().version(),
                        Origin.SERVED,
                        now,
                        Optional.empty(),
                        model.toScore(numbers, from),
                        label,
                        decision.label(),
                        OptionalDouble.of(decision.propensity()),
                        OptionalLong.empty(),
                        micros));
    }
}
