package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.serving.OfferedEvent;
import dev.understudy.engine.traffic.RawInput;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The events of a job as its payload: every value as the text that was offered, names sorted, so that the same events
 * are the same payload in every process.
 */
final class JobPayloadJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(RawInput.LONGEST)
                    .build())
            .build();

    private JobPayloadJson() {}

    static String write(List<OfferedEvent> events) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeStartArray();
            for (OfferedEvent event : events) {
                generator.writeStartObject();
                event.id().ifPresent(id -> generator.writeStringProperty("id", id));
                event.time().ifPresent(time -> generator.writeStringProperty("time", time));
                generator.writeObjectPropertyStart("input");
                new TreeMap<>(event.input()).forEach(generator::writeStringProperty);
                generator.writeEndObject();
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
        return out.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UnderstudyException DATA_INVALID if it is nothing of the kind
     */
    static List<OfferedEvent> read(String payload) {
        List<OfferedEvent> events = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), payload)) {
            expect(parser.nextToken(), JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                events.add(event(parser));
            }
            expect(parser.currentToken(), JsonToken.END_ARRAY);
        } catch (JacksonException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "the job's payload is not well-formed", e);
        }
        if (events.isEmpty()) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "the job has no events");
        }
        return events;
    }

    private static OfferedEvent event(JsonParser parser) {
        Optional<String> id = Optional.empty();
        Optional<String> time = Optional.empty();
        Map<String, String> input = new HashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "id" -> id = Optional.of(parser.getString());
                case "time" -> time = Optional.of(parser.getString());
                case "input" -> {
                    expect(parser.currentToken(), JsonToken.START_OBJECT);
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        String feature = parser.currentName();
                        parser.nextToken();
                        input.put(feature, parser.getString());
                    }
                }
                default -> expect(null, JsonToken.END_OBJECT);
            }
        }
        return new OfferedEvent(id, time, input);
    }

    private static void expect(@org.jspecify.annotations.Nullable JsonToken found, JsonToken expected) {
        if (found != expected) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "the job's payload is of another kind: expected " + expected + ", and found " + found);
        }
    }
}
