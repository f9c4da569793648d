package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An inference as the Open Inference Protocol has it.
 *
 * @param id what the caller calls the request
 * @param parameters of the whole request
 * @param inputs the columns of the batch, all of one length, with different names
 * @param outputs what is asked for, in this order; empty: everything
 */
record InferenceRequest(
        Optional<String> id, InferenceParameters parameters, List<InferenceTensor> inputs, List<String> outputs) {
    InferenceRequest {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.isEmpty()) {
            throw RequestRefused.of(HttpFault.INVALID_REQUEST, "inputs: expected at least one");
        }
        int events = inputs.getFirst().elements().size();
        if (events < 1 || events > Facts.MOST) {
            throw RequestRefused.of(
                    HttpFault.INVALID_REQUEST, "inputs: expected 1 to " + Facts.MOST + " events, and found " + events);
        }
        Set<String> names = new LinkedHashSet<>();
        for (InferenceTensor input : inputs) {
            if (!names.add(input.name())) {
                throw RequestRefused.of(HttpFault.INVALID_REQUEST, Quoted.of(input.name()) + ": is there twice");
            }
            if (input.elements().size() != events) {
                throw RequestRefused.of(
                        HttpFault.INVALID_REQUEST,
                        Quoted.of(input.name()) + ": expected " + events + " elements as in "
                                + Quoted.of(inputs.getFirst().name()) + ", and found "
                                + input.elements().size());
            }
        }
    }

    /** How many events it asks about. */
    int events() {
        return inputs.getFirst().elements().size();
    }

    /** Reads the body of a call. */
    static InferenceRequest read(String text) {
        Fields fields = new Fields();
        StrictJson.read(text, fields::take);
        return new InferenceRequest(
                // some clients send an empty one where they have none
                Optional.ofNullable(fields.id).filter(id -> !id.isEmpty()),
                fields.parameters,
                fields.inputs,
                List.copyOf(fields.outputs));
    }

    /** The fields of a request, as they come. */
    private static final class Fields {
        private @Nullable String id;
        private InferenceParameters parameters = InferenceParameters.NONE;
        private final List<InferenceTensor> inputs = new ArrayList<>();
        private final Set<String> outputs = new LinkedHashSet<>();

        void take(String name, StrictJson value) {
            switch (name) {
                case "id" -> id = value.text(name);
                case "parameters" -> parameters = InferenceParameters.read(value);
                case "inputs" -> objects(name, value, input -> inputs.add(InferenceTensor.read(input)));
                case "outputs" -> objects(name, value, output -> outputs.add(output(output)));
                default ->
                    throw RequestRefused.of(
                            HttpFault.INVALID_REQUEST,
                            "a request has id, parameters, inputs and outputs, and not " + Quoted.of(name));
            }
        }

        private static void objects(String name, StrictJson json, Consumer<StrictJson> each) {
            if (!json.isArray()) {
                throw RequestRefused.of(HttpFault.INVALID_REQUEST, name + ": expected an array");
            }
            json.elements(element -> {
                if (!element.isObject()) {
                    throw RequestRefused.of(HttpFault.INVALID_REQUEST, name + ": expected objects");
                }
                each.accept(element);
            });
        }

        private static String output(StrictJson json) {
            List<String> names = new ArrayList<>();
            json.fields((field, value) -> {
                switch (field) {
                    case "name" -> Optional.ofNullable(value.text(field)).ifPresent(names::add);
                    case "parameters" -> InferenceParameters.read(value);
                    default ->
                        throw RequestRefused.of(
                                HttpFault.INVALID_REQUEST, "an output has a name, and not " + Quoted.of(field));
                }
            });
            if (names.isEmpty()) {
                throw RequestRefused.of(HttpFault.INVALID_REQUEST, "an output needs a name");
            }
            return names.getFirst();
        }
    }
}
