package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.io.StringWriter;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Raw inputs as flat JSON objects, in a stream: nothing but names and values is ever built. */
final class RawInputJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(RawInput.LONGEST)
                    .maxNameLength(RawInput.LONGEST_NAME)
                    .maxNumberLength(100)
                    .build())
            .build();

    /** For what the log wrote itself: names are there once. */
    private static final JsonFactory LOGGED =
            JSON.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private RawInputJson() {}

    /** Hands out each name with its value; null is missing. */
    static void read(String json, BiConsumer<String, @Nullable String> sink) {
        read(JSON, json, sink);
    }

    /** The same of an input that {@link #write} wrote; quicker. */
    static void readLogged(String json, BiConsumer<String, @Nullable String> sink) {
        read(LOGGED, json, sink);
    }

    private static void read(JsonFactory format, String json, BiConsumer<String, @Nullable String> sink) {
        try (JsonParser parser = format.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw RawInput.invalid("expected a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (token.isStructStart()) {
                    throw RawInput.invalid(
                            "expected a number or a text for " + Quoted.of(name) + ", and found a nested value");
                }
                sink.accept(name, token == JsonToken.VALUE_NULL ? null : parser.getString());
            }
            if (parser.nextToken() != null) {
                throw RawInput.invalid("expected one JSON object and nothing after it");
            }
        } catch (JacksonException e) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID, "the input is not well-formed JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Names in their order, numbers as numbers, no white space. */
    static String write(SortedMap<String, String> values) {
        StringBuilder json = new StringBuilder(values.size() * 24).append('{');
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (!isPlain(entry.getKey()) || !isPlain(entry.getValue())) {
                return writeEscaped(values);
            }
            json.append(json.length() > 1 ? ",\"" : "\"").append(entry.getKey()).append("\":");
            if (CanonicalValue.isJsonNumber(entry.getValue())) {
                json.append(entry.getValue());
            } else {
                json.append('"').append(entry.getValue()).append('"');
            }
        }
        return json.append('}').toString();
    }

    /** Whether a text stands in JSON as it is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c == '/') {
                return false;
            }
        }
        return true;
    }

    /** The same by the library, which knows how to write what does not stand as it is. */
    static String writeEscaped(SortedMap<String, String> values) {
        StringWriter out = new StringWriter(values.size() * 24);
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> entry : values.entrySet()) {
                generator.writeName(entry.getKey());
                if (CanonicalValue.isJsonNumber(entry.getValue())) {
                    generator.writeNumber(entry.getValue());
                } else {
                    generator.writeString(entry.getValue());
                }
            }
            generator.writeEndObject();
        }
        return out.toString();
    }
}
