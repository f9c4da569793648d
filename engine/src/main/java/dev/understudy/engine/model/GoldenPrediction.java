package dev.understudy.engine.model;

import dev.understudy.engine.traffic.RawInput;
import java.util.List;

/**
 * An input that was made up from the schema, and what the model says of it. A model that does not say the same after
 * loading is not served.
 *
 * @param input the input
 * @param score one number an output
 */
public record GoldenPrediction(RawInput input, List<Double> score) {
    public GoldenPrediction {
        score = List.copyOf(score);
    }
}
