package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An input of an inference: one column of a batch.
 *
 * @param name the column
 * @param datatype of its elements
 * @param elements one an event, as they are written; null where one is missing
 */
record InferenceTensor(String name, InferenceDatatype datatype, List<@Nullable String> elements) {
    private static final int DIGITS_OF_A_SIZE = 9;

    InferenceTensor {
        elements = Collections.unmodifiableList(elements);
    }

    /** Reads the object that the reader is at. */
    static InferenceTensor read(StrictJson json) {
        Fields fields = new Fields();
        json.fields(fields::take);
        return fields.tensor();
    }

    /** The fields of a tensor, as they come. */
    private static final class Fields {
        private @Nullable String name;
        private @Nullable String datatype;
        private @Nullable List<Long> shape;
        private @Nullable InferenceElements data;

        void take(String field, StrictJson value) {
            switch (field) {
                case "name" -> name = value.text(field);
                case "datatype" -> datatype = value.text(field);
                case "shape" -> shape = shape(value);
                case "data" -> data = InferenceElements.read(name == null ? "data" : name, value);
                case "parameters" -> InferenceParameters.read(value);
                default ->
                    throw RequestRefused.of(
                            HttpFault.INVALID_REQUEST,
                            "an input has name, shape, datatype and data, and not " + Quoted.of(field));
            }
        }

        private static List<Long> shape(StrictJson json) {
            if (!json.isArray()) {
                throw RequestRefused.of(HttpFault.INVALID_REQUEST, "shape: expected an array");
            }
            List<Long> shape = new ArrayList<>();
            json.elements(size -> {
                String text = size.scalar("shape");
                boolean whole = size.isNumber()
                        && text != null
                        && text.length() <= DIGITS_OF_A_SIZE
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
                if (!whole) {
                    throw RequestRefused.of(HttpFault.INVALID_REQUEST, "shape: expected whole numbers from 0 on");
                }
                shape.add(Long.parseLong(String.valueOf(text)));
            });
            return shape;
        }

        InferenceTensor tensor() {
            if (name == null || datatype == null || shape == null || data == null) {
                throw RequestRefused.of(HttpFault.INVALID_REQUEST, "an input needs name, shape, datatype and data");
            }
            boolean column = shape.size() == 1 || (shape.size() == 2 && shape.get(1) == 1);
            if (!column) {
                throw RequestRefused.of(
                        HttpFault.INVALID_REQUEST,
                        Quoted.of(name) + ": expected the shape [n] or [n, 1], and found " + shape);
            }
            InferenceDatatype type = InferenceDatatype.of(name, datatype);
            return new InferenceTensor(name, type, data.checked(shape, type));
        }
    }
}
