package dev.understudy.server.http;

import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.traffic.RawInput;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON document in a stream, and only such as every program reads alike: no repeated names, no NUL, no lone
 * surrogates, nothing after its end, and no more depth than any request has.
 */
final class StrictJson implements AutoCloseable {
    private static final int DEEPEST = 16;
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NUMBER = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(RawInput.LONGEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final JsonParser parser;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads a whole document, which is one object; each of its fields is handed out with the reader at its value. */
    static void read(String text, FieldReader fields) {
        try (StrictJson json = new StrictJson(FACTORY.createParser(ObjectReadContext.empty(), text))) {
            try {
                json.document(fields);
            } catch (RequestRefused e) {
                json.skipTheRest();
                throw e;
            }
        } catch (JacksonException e) {
            // the parser's own words repeat what the caller wrote; a limit that is passed has no place
            TokenStreamLocation place = e.getLocation();
            throw RequestRefused.of(
                    HttpFault.MALFORMED_REQUEST,
                    "the body is not well-formed JSON within the limits"
                            + (place == null
                                    ? ""
                                    : ", from line " + place.getLineNr() + ", column " + place.getColumnNr() + " on"));
        }
    }

    private void document(FieldReader fields) {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw RequestRefused.of(HttpFault.MALFORMED_REQUEST, "the body is empty");
        }
        if (first != JsonToken.START_OBJECT) {
            throw RequestRefused.of(HttpFault.INVALID_REQUEST, "expected a JSON object");
        }
        fields(fields);
        if (parser.nextToken() != null) {
            throw RequestRefused.of(HttpFault.MALFORMED_REQUEST, "expected nothing after the JSON object");
        }
    }

    /** What is no JSON, or nested too deep, is told before what is no request. */
    private void skipTheRest() {
        JsonToken next = parser.nextToken();
        while (next != null) {
            next = parser.nextToken();
        }
    }

    /** Takes a field; it must read the value. */
    @FunctionalInterface
    interface FieldReader {
        void field(String name, StrictJson value);
    }

    /** The fields of the object that the reader is at. */
    void fields(FieldReader fields) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = checked(parser.currentName());
            parser.nextToken();
            fields.field(name, this);
        }
    }

    /** The elements of the array that the reader is at. */
    void elements(Consumer<StrictJson> elements) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.accept(this);
        }
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean isNumber() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** The number, text or truth value here, as it is written; null for null; a nested value is refused. */
    @Nullable
    String scalar(String name) {
        if (isObject() || isArray()) {
            throw RequestRefused.of(
                    HttpFault.INVALID_REQUEST,
                    Quoted.of(name) + ": expected a number, a text, true, false or null, and found a nested value");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : checked(parser.getString());
    }

    /** The text here; null for null. */
    @Nullable
    String text(String name) {
        if (!isText() && parser.currentToken() != JsonToken.VALUE_NULL) {
            throw RequestRefused.of(HttpFault.INVALID_REQUEST, name + ": expected a text in quotes");
        }
        return scalar(name);
    }

    private static String checked(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw RequestRefused.of(
                        HttpFault.MALFORMED_REQUEST, "a text in the body has a NUL or a lone surrogate");
            }
        }
        return text;
    }

    @Override
    public void close() {
        parser.close();
    }
}
