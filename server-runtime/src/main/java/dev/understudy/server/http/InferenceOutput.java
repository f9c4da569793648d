package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.model.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tensors that an inference answers with. */
enum InferenceOutput {
    /** The events' ids, as outcomes name them. */
    ID(InferenceDatatype.BYTES),
    /** Binary: P(positive); multiclass: the probability of each class; regression: the number. */
    SCORE(InferenceDatatype.FP64),
    /** What is predicted. */
    LABEL(InferenceDatatype.BYTES),
    /** What is acted on. */
    DECISION(InferenceDatatype.BYTES),
    /** P(outcome observable). */
    PROPENSITY(InferenceDatatype.FP64),
    /** The version whose answer it is: an earlier one where an event was answered before. */
    VERSION(InferenceDatatype.BYTES);

    private final InferenceDatatype datatype;

    InferenceOutput(InferenceDatatype datatype) {
        this.datatype = datatype;
    }

    /** The name in the protocol. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    InferenceDatatype datatype() {
        return datatype;
    }

    /** What a model answers with. */
    static List<InferenceOutput> of(Manifest model) {
        return Arrays.stream(values())
                .filter(output -> model.kind() != TaskKind.REGRESSION || (output != LABEL && output != DECISION))
                .toList();
    }

    /** What of it a request asks for, in the request's order; all where it names none. */
    static List<InferenceOutput> asked(Manifest model, List<String> names) {
        List<InferenceOutput> all = of(model);
        if (names.isEmpty()) {
            return all;
        }
        return names.stream()
                .map(name -> all.stream()
                        .filter(output -> output.key().equals(name))
                        .findFirst()
                        .orElseThrow(() -> RequestRefused.of(
                                HttpFault.INVALID_REQUEST,
                                "outputs: expected "
                                        + String.join(
                                                ", ",
                                                all.stream()
                                                        .map(InferenceOutput::key)
                                                        .toList())
                                        + ", and found " + Quoted.of(name))))
                .toList();
    }
}
