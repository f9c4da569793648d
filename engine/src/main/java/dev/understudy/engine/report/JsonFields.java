package dev.understudy.engine.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Writes fields of a JSON object of which some may be absent; these are null, and never left out. */
final class JsonFields {
    private final ObjectNode node;

    JsonFields(ObjectNode node) {
        this.node = node;
    }

    ObjectNode node() {
        return node;
    }

    /** JSON has no infinity and nothing that is not a number: these become null. */
    JsonFields number(String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
        return this;
    }

    JsonFields number(String name, Optional<Double> value) {
        return number(name, value.orElse(Double.NaN));
    }

    JsonFields count(String name, long value) {
        node.put(name, value);
        return this;
    }

    JsonFields flag(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    JsonFields text(String name, Object value) {
        node.put(name, value.toString());
        return this;
    }

    JsonFields text(String name, Optional<?> value) {
        value.ifPresentOrElse(present -> node.put(name, present.toString()), () -> node.putNull(name));
        return this;
    }

    JsonFields nothing(String name) {
        node.putNull(name);
        return this;
    }

    JsonFields object(String name) {
        return new JsonFields(node.putObject(name));
    }

    /** Sorted by name, so that the same map always gives the same bytes. */
    JsonFields numbers(String name, Map<String, Double> values) {
        JsonFields object = object(name);
        new TreeMap<>(values).forEach(object::number);
        return this;
    }

    /** Sorted by name, too. */
    JsonFields texts(String name, Map<String, String> values) {
        JsonFields object = object(name);
        new TreeMap<>(values).forEach(object::text);
        return this;
    }
}
