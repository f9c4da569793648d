package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API, and whether real requests and answers are as it says. */
final class ApiDocument {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Schemas by the document's own node, with all that they refer to. */
    private final Map<JsonNode, Schema> schemas = new HashMap<>();

    ApiDocument(String document) {
        // to a schema, what it refers to are its definitions
        this.document = JSON.readTree(document.replace("#/components/schemas/", "#/$defs/"));
    }

    /** Each method of each address, as {@code POST /v1/…}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    private JsonNode operation(String operation) {
        String[] parts = operation.split(" ", 2);
        return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    /** The statuses that an operation says it answers with. */
    Set<String> statuses(String operation) {
        return new TreeSet<>(operation(operation).path("responses").propertyNames());
    }

    /** The names of the parameters in the address. */
    Set<String> pathParameters(String operation) {
        Set<String> names = new TreeSet<>();
        operation(operation).path("parameters").forEach(parameter -> {
            JsonNode found = resolved(parameter);
            if (found.path("in").asString().equals("path")) {
                names.add(found.path("name").asString());
            }
        });
        return names;
    }

    /** What is wrong with the body of a request. */
    List<Error> request(String operation, String body) {
        return errors(operation(operation).path("requestBody").path("content"), "application/json", body);
    }

    /** Holds an answer against what the operation says of its status, type and body. */
    void check(String operation, HttpResponse<String> response) {
        JsonNode described = operation(operation).path("responses").path(String.valueOf(response.statusCode()));
        assertThat(described.isMissingNode())
                .as(operation + " does not say that it answers with " + response.statusCode() + ": " + response.body())
                .isFalse();
        JsonNode answer = resolved(described);
        String type = response.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        assertThat(answer.path("content").has(type)).as(operation + ": " + type).isTrue();
        answer.path("headers").properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean(false)) {
                assertThat(response.headers().firstValue(header.getKey()))
                        .as(operation)
                        .isPresent();
            }
        });
        if (type.endsWith("json")) {
            assertThat(errors(answer.path("content"), type, response.body()))
                    .as(operation + ": " + response.body())
                    .isEmpty();
        }
    }

    /** Examples that are not what their schema says. */
    List<Error> badExamples(String operation) {
        JsonNode content = operation(operation).path("requestBody").path("content");
        JsonNode example = content.path("application/json").path("example");
        return example.isMissingNode() ? List.of() : errors(content, "application/json", example.toString());
    }

    private List<Error> errors(JsonNode content, String type, String body) {
        JsonNode schema = content.path(type).path("schema");
        assertThat(schema.isObject())
                .as("the schema of " + type + " in " + content)
                .isTrue();
        return schemas.computeIfAbsent(schema, this::schema)
                .validate(
                        JSON.readTree(body),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private Schema schema(JsonNode node) {
        ObjectNode whole = JSON.createObjectNode();
        whole.set("$defs", document.path("components").path("schemas"));
        whole.putArray("allOf").add(node);
        return registry.getSchema(whole);
    }
}
