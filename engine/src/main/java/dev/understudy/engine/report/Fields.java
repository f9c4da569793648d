package dev.understudy.engine.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Writes fields of a JSON object of which some may be absent; these are null, and never left out. */
final class Fields {
    private final ObjectNode node;

    Fields(ObjectNode node) {
        this.node = node;
    }

    ObjectNode node() {
        return node;
    }

    /** JSON has no infinity and nothing that is not a number: these become null. */
    Fields number(String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
        return this;
    }

    Fields number(String name, Optional<Double> value) {
        return number(name, value.orElse(Double.NaN));
    }

    Fields count(String name, long value) {
        node.put(name, value);
        return this;
    }

    Fields flag(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    Fields text(String name, Object value) {
        node.put(name, value.toString());
        return this;
    }

    Fields text(String name, Optional<?> value) {
        value.ifPresentOrElse(present -> node.put(name, present.toString()), () -> node.putNull(name));
        return this;
    }

    Fields nothing(String name) {
        node.putNull(name);
        return this;
    }

    Fields object(String name) {
        return new Fields(node.putObject(name));
    }

    /** Sorted by name, so that the same map always gives the same bytes. */
    Fields numbers(String name, Map<String, Double> values) {
        Fields object = object(name);
        new TreeMap<>(values).forEach(object::number);
        return this;
    }

    /** Sorted by name, too. */
    Fields texts(String name, Map<String, String> values) {
        Fields object = object(name);
        new TreeMap<>(values).forEach(object::text);
        return this;
    }
}
