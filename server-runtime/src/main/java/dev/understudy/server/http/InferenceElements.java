package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import dev.understudy.server.http.InferenceDatatype.Form;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tensor as its JSON lists them: in one list, or in lists within lists. What they should be is not known
 * while they are read, since a tensor may tell its shape and datatype after them.
 */
final class InferenceElements {
    private static final int UNKNOWN = -1;

    private final String tensor;
    private final List<@Nullable String> flat = new ArrayList<>();
    /** How long the arrays of each level are. */
    private final List<Integer> sizes = new ArrayList<>();
    /** An element of each form that was there, to be shown where the form is wrong. */
    private final Map<Form, String> forms = new EnumMap<>(Form.class);

    private int depth = UNKNOWN;

    private InferenceElements(String tensor) {
        this.tensor = tensor;
    }

    /**
     * Reads what the reader is at.
     *
     * @param tensor how to call it in messages
     */
    static InferenceElements read(String tensor, StrictJson json) {
        InferenceElements elements = new InferenceElements(tensor);
        if (!json.isArray()) {
            throw elements.refused("expected data to be an array");
        }
        elements.readArray(json, 0);
        return elements;
    }

    private void readArray(StrictJson json, int level) {
        if (sizes.size() == level) {
            sizes.add(UNKNOWN);
        }
        int[] size = {0};
        json.elements(element -> {
            size[0]++;
            if (element.isArray()) {
                readArray(element, level + 1);
            } else {
                readElement(element, level);
            }
        });
        int before = sizes.set(level, size[0]);
        if (before != UNKNOWN && before != size[0]) {
            throw refused("expected nested arrays of one size");
        }
    }

    private void readElement(StrictJson json, int level) {
        if (depth != UNKNOWN && depth != level) {
            throw refused("expected all elements of data at one depth");
        }
        depth = level;
        String text = json.scalar(tensor);
        if (text != null) {
            forms.putIfAbsent(form(json, text), text);
        }
        flat.add(text);
    }

    private static Form form(StrictJson json, String text) {
        if (json.isText()) {
            return Form.TEXT;
        }
        if (!json.isNumber()) {
            return Form.TRUTH_VALUE;
        }
        boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        return whole ? Form.WHOLE_NUMBER : Form.NUMBER;
    }

    /** The elements in row-major order, null where one is missing, after a check that they are what the tensor says. */
    List<@Nullable String> checked(List<Long> shape, InferenceDatatype datatype) {
        checkShape(shape);
        forms.forEach((form, example) -> {
            if (!datatype.takes(form)) {
                throw unfit(datatype, example);
            }
        });
        for (String element : flat) {
            if (element != null && !datatype.holds(element)) {
                throw unfit(datatype, element);
            }
        }
        return Collections.unmodifiableList(flat);
    }

    private void checkShape(List<Long> shape) {
        boolean nested = sizes.size() > 1;
        boolean fits = nested
                ? depth == sizes.size() - 1
                        && sizes.stream().map(Integer::longValue).toList().equals(shape)
                : flat.size() == shape.stream().reduce(1L, InferenceElements::product);
        if (!fits) {
            throw refused("its data does not have the shape " + shape);
        }
    }

    /** A product that is too large is one that no data has. */
    private static long product(long a, long b) {
        return a != 0 && b > Integer.MAX_VALUE / a ? Integer.MAX_VALUE : a * b;
    }

    private RequestRefused unfit(InferenceDatatype datatype, String element) {
        return refused("expected elements of the datatype " + datatype + ", and found " + Quoted.of(element));
    }

    private RequestRefused refused(String why) {
        return RequestRefused.of(HttpFault.INVALID_REQUEST, Quoted.of(tensor) + ": " + why);
    }
}
