package dev.understudy.engine.task;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to train, unless a command says otherwise.
 *
 * @param algorithm the algorithm's name
 * @param window how far back from the as-of, or everything
 * @param seed of all randomness in training
 * @param parameters the algorithm's parameters as they are written; the algorithm checks them
 * @param options what training does beside the algorithm
 */
public record TrainingSection(
        String algorithm,
        Optional<Duration> window,
        long seed,
        Map<String, String> parameters,
        TrainingOptions options) {
    public TrainingSection {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** A section with nothing beside the algorithm. */
    public TrainingSection(String algorithm, Optional<Duration> window, long seed, Map<String, String> parameters) {
        this(algorithm, window, seed, parameters, TrainingOptions.none());
    }
}
