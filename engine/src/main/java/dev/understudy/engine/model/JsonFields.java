package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object of a manifest, strictly typed; fields that nobody asks for are refused. */
final class JsonFields {
    private final JsonNode object;
    private final Set<String> asked = new HashSet<>();

    JsonFields(JsonNode object) {
        if (!object.isObject()) {
            throw invalid("an object is missing");
        }
        this.object = object;
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode node(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        if (node == null) {
            throw invalid("the field " + name + " is missing");
        }
        return node;
    }

    JsonNode array(String name) {
        JsonNode node = node(name);
        if (!node.isArray()) {
            throw invalid("the field " + name + " is no list");
        }
        return node;
    }

    JsonFields object(String name) {
        return new JsonFields(node(name));
    }

    /** An object that may be left out. */
    Optional<JsonFields> optionalObject(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name)).map(JsonFields::new);
    }

    String text(String name) {
        return text(node(name));
    }

    double number(String name) {
        return number(node(name));
    }

    long integer(String name) {
        JsonNode node = node(name);
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw invalid("the field " + name + " is no whole number");
        }
        return node.longValue();
    }

    boolean bool(String name) {
        JsonNode node = node(name);
        if (!node.isBoolean()) {
            throw invalid("the field " + name + " is neither true nor false");
        }
        return node.booleanValue();
    }

    void noMore() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                throw invalid("the field " + name + " is not known");
            }
        }
    }

    static String text(JsonNode node) {
        if (!node.isString()) {
            throw invalid("a text is missing");
        }
        return node.stringValue();
    }

    static double number(JsonNode node) {
        if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
            throw invalid("a finite number is missing");
        }
        return node.doubleValue();
    }

    static int count(JsonNode node) {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            throw invalid("a count is missing");
        }
        return node.intValue();
    }

    static UnderstudyException invalid(String why) {
        return new UnderstudyException(ErrorCode.ARTIFACT_INVALID, "the manifest cannot be used: " + why);
    }
}
