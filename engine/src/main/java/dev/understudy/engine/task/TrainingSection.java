package dev.understudy.engine.task;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to train, unless a command says otherwise.
 *
 * @param algorithm the algorithm's name
 * @param window how far back from the as-of, or everything
 * @param seed of all randomness in training
 * @param parameters the algorithm's parameters as they are written; the algorithm checks them
 * @param options what training does beside the algorithm
 * @param trials how many sets of parameters to try, where they are searched
 */
public record TrainingSection(
        String algorithm,
        Optional<Duration> window,
        long seed,
        Map<String, String> parameters,
        TrainingOptions options,
        OptionalInt trials) {
    /** The most sets of parameters that one training tries. */
    public static final int MOST_TRIALS = 1_000;

    /** A training with the parameters that are written, and nothing beside the algorithm. */
    public TrainingSection(String algorithm, Optional<Duration> window, long seed, Map<String, String> parameters) {
        this(algorithm, window, seed, parameters, TrainingOptions.none());
    }

    /** A training with the parameters that are written. */
    public TrainingSection(
            String algorithm,
            Optional<Duration> window,
            long seed,
            Map<String, String> parameters,
            TrainingOptions options) {
        this(algorithm, window, seed, parameters, options, OptionalInt.empty());
    }

    public TrainingSection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
