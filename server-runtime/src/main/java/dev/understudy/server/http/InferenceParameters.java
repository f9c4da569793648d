package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of an inference, an input or an output. Those that nobody here knows are not looked at, as the protocol wants
 * it; those that ask for tensors outside the JSON are refused.
 */
record InferenceParameters(Map<String, String> values) {
    /** None. */
    static final InferenceParameters NONE = new InferenceParameters(Map.of());

    InferenceParameters {
        values = Map.copyOf(values);
    }

    /** Reads the object that the reader is at. */
    static InferenceParameters read(StrictJson json) {
        if (!json.isObject()) {
            throw RequestRefused.of(HttpFault.INVALID_REQUEST, "parameters: expected an object");
        }
        Map<String, String> values = new HashMap<>();
        json.fields((name, value) -> {
            String text = value.scalar(name);
            boolean asked = text != null && !text.equals("false");
            if (asked && name.startsWith("binary_data")) {
                throw RequestRefused.of(
                        HttpFault.INVALID_REQUEST, Quoted.of(name) + ": expected tensors in JSON, and not beside it");
            }
            if (text != null) {
                values.put(name, text);
            }
        });
        return new InferenceParameters(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
