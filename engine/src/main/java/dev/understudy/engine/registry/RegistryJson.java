package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.util.SortedMap;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How the registry writes records as JSON: names and digests as plain texts, everything else by its components. */
final class RegistryJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(texts())
            // numbers that an earlier version did not keep
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private RegistryJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static SortedMap<String, String> readTexts(String json) {
        return MAPPER.readValue(json, new TypeReference<>() {});
    }

    private static SimpleModule texts() {
        SimpleModule module = new SimpleModule("understudy");
        text(module, Digest.class, Digest::text, Digest::new);
        text(module, TaskName.class, TaskName::text, TaskName::new);
        text(module, VersionName.class, VersionName::text, VersionName::new);
        return module;
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
        module.addSerializer(type, new ValueSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator generator, SerializationContext context) {
                generator.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<T>() {
            @Override
            public T deserialize(JsonParser parser, DeserializationContext context) {
                return read.apply(parser.getValueAsString());
            }
        });
    }
}
