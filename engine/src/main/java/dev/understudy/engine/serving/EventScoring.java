package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.traffic.Origin;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.PredictionFailure;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.TrafficEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Scores events, and makes of each the fact that the log takes: a prediction, or a failure with the stage that failed. */
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
     * An event on its way.
     *
     * @param event as it came
     * @param input as the model sees it
     * @param sample what a builder derived, if there is one
     * @param sampleMicros how long that took
     */
    private record Sampled(TrafficEvent event, RawInput input, Optional<String> sample, OptionalLong sampleMicros) {}

    /**
     * Scores the events together; a score is the same, bit for bit, alone and in a batch. Only where the batch fails does
     * each go alone, to say which one it is.
     *
     * @param now when the predictions are made
     * @return one an event, in their order
     */
    List<Scored> score(List<TrafficEvent> events, Instant now) {
        if (!served.model().derives()) {
            return scoreSamples(
                    events.stream()
                            .map(event -> new Sampled(event, event.input(), Optional.empty(), OptionalLong.empty()))
                            .toList(),
                    now);
        }
        Scored[] all = new Scored[events.size()];
        List<Sampled> samples = new ArrayList<>(events.size());
        List<Integer> positions = new ArrayList<>(events.size());
        for (int i = 0; i < all.length; i++) {
            long begin = nanoTime.getAsLong();
            try {
                samples.add(sampled(events.get(i), begin));
                positions.add(i);
            } catch (RuntimeException | StackOverflowError e) {
                all[i] = failed(
                        events.get(i), PredictionFailure.Stage.SAMPLE, e, now, micros(begin), OptionalLong.empty());
            }
        }
        List<Scored> scored = samples.isEmpty() ? List.of() : scoreSamples(samples, now);
        for (int i = 0; i < scored.size(); i++) {
            all[positions.get(i)] = scored.get(i);
        }
        return List.of(all);
    }

    private Sampled sampled(TrafficEvent event, long begin) {
        RawInput input = served.model().sample(event.input());
        Map<String, String> derived = new HashMap<>(input.values());
        derived.keySet().removeAll(event.input().values().keySet());
        return new Sampled(event, input, Optional.of(RawInput.of(derived).toJson()), micros(begin));
    }

    private List<Scored> scoreSamples(List<Sampled> samples, Instant now) {
        CompiledModel model = served.model();
        long begin = nanoTime.getAsLong();
        double[] numbers;
        try {
            numbers = model.ofSamples(samples.stream().map(Sampled::input).toList());
        } catch (RuntimeException | StackOverflowError e) {
            return samples.size() == 1
                    ? List.of(notScored(samples.getFirst(), e, now, begin))
                    : samples.stream()
                            .map(sample -> scoreSamples(List.of(sample), now).getFirst())
                            .toList();
        }
        OptionalLong microsEach = OptionalLong.of((nanoTime.getAsLong() - begin) / NANOS_PER_MICRO / samples.size());
        int outputs = model.scorer().outputs();
        List<Scored> scored = new ArrayList<>(samples.size());
        for (int i = 0; i < samples.size(); i++) {
            scored.add(decided(samples.get(i), numbers, i * outputs, now, microsEach));
        }
        return scored;
    }

    private Scored notScored(Sampled sample, Throwable e, Instant now, long begin) {
        return failed(sample.event(), PredictionFailure.Stage.SCORE, e, now, sample.sampleMicros(), micros(begin));
    }

    private Scored decided(Sampled sample, double[] numbers, int from, Instant now, OptionalLong micros) {
        try {
            return new Scored.Done(fact(sample, numbers, from, now, micros));
        } catch (RuntimeException e) {
            return failed(sample.event(), PredictionFailure.Stage.DECISION, e, now, sample.sampleMicros(), micros);
        }
    }

    private Scored failed(
            TrafficEvent event,
            PredictionFailure.Stage stage,
            Throwable e,
            Instant now,
            OptionalLong sampleMicros,
            OptionalLong scoreMicros) {
        ErrorCode code = e instanceof UnderstudyException known ? known.code() : ErrorCode.INTERNAL;
        if (code == ErrorCode.DATA_INVALID && stage != PredictionFailure.Stage.DECISION) {
            return new Scored.Unusable(code, String.valueOf(e.getMessage()));
        }
        return new Scored.Failed(
                new PredictionFailure(
                        event.id(),
                        event.time(),
                        served.pointer().version(),
                        stage,
                        code,
                        now,
                        sampleMicros,
                        scoreMicros),
                "the stage " + stage.key() + " failed: " + e);
    }

    private OptionalLong micros(long begin) {
        return OptionalLong.of((nanoTime.getAsLong() - begin) / NANOS_PER_MICRO);
    }

    private PredictionEvent fact(Sampled sample, double[] numbers, int from, Instant now, OptionalLong micros) {
        CompiledModel model = served.model();
        Optional<String> label = model.label(numbers, from);
        List<String> classes = model.manifest().outcomes().classes();
        DecisionPolicy.Decision decision =
                policy.decide(sample.event().id(), label, classes.isEmpty() ? "" : classes.getFirst());
        return new PredictionEvent(
                sample.event(),
                new Prediction(
                        served.pointer().version(),
                        Origin.SERVED,
                        now,
                        sample.sample(),
                        model.toScore(numbers, from),
                        label,
                        decision.label(),
                        OptionalDouble.of(decision.propensity()),
                        sample.sampleMicros(),
                        micros));
    }
}
