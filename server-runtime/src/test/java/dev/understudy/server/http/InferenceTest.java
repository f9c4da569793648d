package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Open Inference Protocol says the same as the API beside it, and refuses what is no batch of columns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InferenceTest {
    private static final String MODEL = "/v2/models/listing-scam";
    private static final String TIME = "2025-02-20T10:00:00Z";

    private ServingScene scene;

    @BeforeAll
    void serve(@TempDir Path folder) throws Exception {
        scene = ServingScene.on(folder);
    }

    @AfterAll
    void end() {
        scene.close();
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    /** A column as the protocol has it. */
    private static String column(String name, String datatype, int events, String data) {
        return "{\"name\":" + quoted(name) + ",\"shape\":[" + events + "],\"datatype\":\"" + datatype + "\",\"data\":["
                + data + "]}";
    }

    private static String data(List<FileRow> rows, String column, boolean numbers) {
        return rows.stream()
                .map(row -> row.get(column))
                .map(value -> value.isEmpty() ? "null" : numbers ? value : quoted(value))
                .collect(Collectors.joining(","));
    }

    /** A request with the columns that the model says it takes, and those of ids and times. */
    private String request(List<FileRow> rows, JsonNode metadata, String ids) {
        List<String> columns = new ArrayList<>();
        columns.add(column(metadata.path("parameters").path("id").asString(), "BYTES", rows.size(), ids));
        String time = metadata.path("parameters").path("time").asString();
        columns.add(column(time, "BYTES", rows.size(), data(rows, time, false)));
        metadata.path("inputs").forEach(input -> {
            String name = input.path("name").asString();
            String datatype = input.path("datatype").asString();
            columns.add(column(name, datatype, rows.size(), data(rows, name, datatype.equals("FP64"))));
        });
        return "{\"inputs\":[" + String.join(",", columns) + "]}";
    }

    private JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServingScene.json(response);
    }

    private static JsonNode output(JsonNode answer, String name) {
        for (JsonNode output : answer.path("outputs")) {
            if (output.path("name").asString().equals(name)) {
                return output;
            }
        }
        throw new AssertionError("no output " + name + " in " + answer);
    }

    /** A request with one event of an id, at a time, with a price. */
    private static String one(String id, String price) {
        return "{\"inputs\":[" + column("id", "BYTES", 1, quoted(id)) + ","
                + column("posted_at", "BYTES", 1, quoted(TIME)) + "," + column("price", "FP64", 1, price) + "]}";
    }

    @Test
    void theServerAndTheModelSayWhatTheyAre() {
        assertThat(ok(scene.get("/v2")).path("name").asString()).isEqualTo("understudy");
        JsonNode model = ok(scene.get(MODEL));
        assertThat(ok(scene.get(MODEL + "/versions/v1"))).isEqualTo(model);
        assertThat(model.path("name").asString()).isEqualTo("listing-scam");
        assertThat(model.path("versions").toString()).isEqualTo("[\"v1\"]");
        assertThat(model.path("platform").asString()).isEqualTo("understudy");
        assertThat(model.path("inputs").toString())
                .contains("{\"name\":\"price\",\"datatype\":\"FP64\",\"shape\":[-1]}")
                .contains("{\"name\":\"city\",\"datatype\":\"BYTES\",\"shape\":[-1]}");
        assertThat(model.path("outputs").findValuesAsString("name"))
                .containsExactly("id", "score", "label", "decision", "propensity", "version");
        assertThat(model.path("parameters").toString())
                .isEqualTo("{\"id\":\"id\",\"time\":\"posted_at\",\"cluster\":\"seller\"}");
        for (String ready : List.of("/ready", "/versions/v1/ready")) {
            assertThat(ok(scene.get(MODEL + ready)).path("ready").asBoolean()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/versions/v2", "/versions/v2/ready", "/versions/latest", "/versions/v1%2f..", "/other"})
    void anotherVersionIsNotThere(String address) {
        HttpResponse<String> response = scene.get(MODEL + address);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(ServingScene.json(response).path("error"))
                .isEqualTo(ServingScene.json(response).path("detail"));
        assertThat(scene.post(MODEL + "/versions/v2/infer", one("elsewhere", "9"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(scene.get("/v1/tasks/listing-scam/predictions/elsewhere").statusCode())
                .isEqualTo(404);
    }

    @Test
    void scoresAreTheSameDoublesAndTheSameFactsAsByTheOtherApi() {
        List<FileRow> rows = scene.unseen().subList(0, 200);
        JsonNode metadata = ok(scene.get(MODEL));
        JsonNode answer = ok(scene.post(MODEL + "/infer", request(rows, metadata, data(rows, "id", false))));
        assertThat(answer.path("model_name").asString()).isEqualTo("listing-scam");
        assertThat(answer.path("model_version").asString()).isEqualTo("v1");
        assertThat(output(answer, "score").path("shape").toString()).isEqualTo("[200]");
        assertThat(output(answer, "score").path("parameters").toString()).isEqualTo("{\"class_0\":\"yes\"}");
        JsonNode plain = ServingScene.json(scene.predict(rows.stream()
                        .map(row -> row.with("id", "plain-" + row.get("id")).json(false))
                        .collect(Collectors.joining(",", "{\"events\":[", "]}"))))
                .path("predictions");
        for (int i = 0; i < rows.size(); i++) {
            assertThat(Double.doubleToLongBits(
                            output(answer, "score").path("data").get(i).doubleValue()))
                    .isEqualTo(
                            Double.doubleToLongBits(plain.get(i).path("score").doubleValue()));
            for (String name : List.of("label", "decision", "propensity", "version")) {
                assertThat(output(answer, name).path("data").get(i))
                        .isEqualTo(plain.get(i).path(name));
            }
        }
        JsonNode logged = ok(scene.get(
                "/v1/tasks/listing-scam/predictions/" + rows.getFirst().get("id")));
        assertThat(logged.path("time").asString())
                .isEqualTo(Instant.parse(rows.getFirst().get("posted_at")).toString());
        assertThat(logged.path("predictions").get(0).path("score"))
                .isEqualTo(output(answer, "score").path("data").get(0));
    }

    @Test
    void nestedAndFlatDataAreTheSame() {
        String flat = one("shape-1", "900");
        String nested = flat.replace("[1]", "[1,1]").replaceAll("\"data\":\\[([^\\]]*)]", "\"data\":[[$1]]");
        assertThat(nested).contains("\"data\":[[900]]");
        JsonNode first = ok(scene.post(MODEL + "/infer", flat));
        assertThat(ok(scene.post(MODEL + "/infer", nested))).isEqualTo(first);
    }

    @Test
    void onlyWhatIsAskedForIsAnsweredInTheOrderOfTheQuestion() {
        String asked = one("filter-1", "900")
                .replace(
                        "{\"inputs\"",
                        "{\"id\":\"q\",\"outputs\":[{\"name\":\"label\"},{\"name\":\"score\"}],\"inputs\"");
        JsonNode answer = ok(scene.post(MODEL + "/infer", asked));
        assertThat(answer.path("id").asString()).isEqualTo("q");
        assertThat(answer.path("outputs").findValuesAsString("name")).containsExactly("label", "score");
    }

    @Test
    void withoutColumnsOfIdsAndTimesTheRequestNamesTheEventsAndTheyHappenNow() throws Exception {
        String request = "{\"id\":\"req-7\",\"inputs\":[" + column("price", "INT64", 2, "900,null") + ","
                + column("city", "BYTES", 2, "\"Delft\",\"Gouda\"") + "]}";
        Instant before = Instant.now();
        JsonNode answer = ok(scene.post(MODEL + "/infer", request));
        assertThat(output(answer, "id").path("data").toString()).isEqualTo("[\"req-7-0\",\"req-7-1\"]");
        JsonNode logged = ok(scene.get("/v1/tasks/listing-scam/predictions/req-7-1"));
        assertThat(Instant.parse(logged.path("time").asString()))
                .isBetween(before.minus(Duration.ofSeconds(1)), Instant.now());
        assertThat(logged.path("input").toString()).isEqualTo("{\"city\":\"Gouda\"}");
        // a retry is later, and gets the first answer all the same
        assertThat(ok(scene.post(MODEL + "/infer", request))).isEqualTo(answer);
        HttpResponse<String> other = scene.post(MODEL + "/infer", request.replace("Gouda", "Breda"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(ServingScene.json(other).path("code").asString()).isEqualTo("event-conflict");
    }

    @Test
    void idAndTimeMayBeParameters() {
        String request = "{\"parameters\":{\"id\":\"by-parameter\",\"posted_at\":\"" + TIME
                + "\",\"other\":1},\"inputs\":[" + column("price", "FP64", 1, "900") + "]}";
        assertThat(output(ok(scene.post(MODEL + "/infer", request)), "id")
                        .path("data")
                        .toString())
                .isEqualTo("[\"by-parameter\"]");
        JsonNode logged = ok(scene.get("/v1/tasks/listing-scam/predictions/by-parameter"));
        assertThat(logged.path("time").asString()).isEqualTo(TIME);
        HttpResponse<String> two = scene.post(
                MODEL + "/infer",
                request.replace(column("price", "FP64", 1, "900"), column("price", "FP64", 2, "1,2")));
        assertThat(two.statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[2]   | FP64   | [1]           | its data does not have the shape [2]",
                "[1,2] | FP64   | [1,2]         | expected the shape [n] or [n, 1]",
                "[2,1] | FP64   | [[1,2]]       | its data does not have the shape [2, 1]",
                "[2]   | FP64   | [[1],[2]]     | its data does not have the shape [2]",
                "[2,1] | FP64   | [[1],2]       | at one depth",
                "[2,1] | FP64   | [[1],[2,3]]   | nested arrays of one size",
                "[1]   | FP64   | [\"1\"]       | expected elements of the datatype FP64",
                "[1]   | FP64   | [true]        | expected elements of the datatype FP64",
                "[1]   | INT64  | [1.5]         | expected elements of the datatype INT64",
                "[1]   | INT8   | [128]         | expected elements of the datatype INT8",
                "[1]   | UINT8  | [-1]          | expected elements of the datatype UINT8",
                "[1]   | UINT64 | [18446744073709551616] | expected elements of the datatype UINT64",
                "[1]   | BYTES  | [\"1\"]       | expected the datatype FP64",
                "[1]   | BYTES  | [1]           | expected elements of the datatype BYTES",
                "[1]   | DOUBLE | [1]           | expected a datatype",
                "[0]   | FP64   | []            | expected 1 to 10000 events",
                "[-1]  | FP64   | [1]           | whole numbers from 0 on",
                "[1.0] | FP64   | [1]           | whole numbers from 0 on",
                "[999999999,999999999] | FP64 | [1] | expected the shape [n] or [n, 1]",
                "[1]   | FP64   | 1             | expected data to be an array",
                "[1]   | FP64   | [{}]          | found a nested value",
            })
    void whatIsNoColumnIsRefused(String shape, String datatype, String data, String detail) {
        String request = "{\"id\":\"bad\",\"inputs\":[{\"name\":\"price\",\"shape\":" + shape + ",\"datatype\":\""
                + datatype + "\",\"data\":" + data + "}]}";
        HttpResponse<String> response = scene.post(MODEL + "/infer", request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(ServingScene.json(response).path("code").asString()).isEqualTo("invalid-request");
        assertThat(ServingScene.json(response).path("detail").asString()).contains(detail);
        assertThat(ServingScene.json(response).path("error"))
                .isEqualTo(ServingScene.json(response).path("detail"));
        assertThat(scene.get("/v1/tasks/listing-scam/predictions/bad-0").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"inputs\":[]}                          | expected at least one",
                "{\"id\":\"bad\"}                         | expected at least one",
                "{\"inputs\":[1]}                         | inputs: expected objects",
                "{\"id\":7,\"inputs\":[]}                 | id: expected a text",
                "{\"model\":\"x\",\"inputs\":[]}          | a request has id",
                "{\"inputs\":[{\"name\":\"price\"}]}      | an input needs",
                "{\"inputs\":[],\"outputs\":[{}]}         | an output needs a name",
                "{\"inputs\":[],\"parameters\":{\"a\":{}}} | found a nested value",
                "{\"inputs\":[],\"parameters\":{\"binary_data_output\":true}} | expected tensors in JSON",
                "{\"id\":\"bad\",\"inputs\":[P2,C1]}      | expected 2 elements",
                "{\"id\":\"bad\",\"inputs\":[C1,C1]}      | is there twice",
                "{\"id\":\"bad\",\"outputs\":[{\"name\":\"odds\"}],\"inputs\":[C1]} | outputs: expected id, score",
            })
    void whatIsNoBatchIsRefused(String body, String detail) {
        String request = body.replace("P2", column("price", "FP64", 2, "1,2"))
                .replace("C1", column("city", "BYTES", 1, "\"Delft\""));
        HttpResponse<String> response = scene.post(MODEL + "/infer", request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        assertThat(ServingScene.json(response).path("detail").asString()).contains(detail);
        assertThat(scene.get("/v1/tasks/listing-scam/predictions/bad-0").statusCode())
                .isEqualTo(404);
    }

    @Test
    void oneBadEventRefusesTheBatchAndIsNamed() {
        String request = "{\"inputs\":[" + column("id", "BYTES", 2, "\"batch-1\",\"batch-2\"") + ","
                + column("posted_at", "BYTES", 2, quoted(TIME) + ",\"yesterday\"") + ","
                + column("price", "FP64", 2, "1,2") + "]}";
        HttpResponse<String> response = scene.post(MODEL + "/infer", request);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(ServingScene.json(response).path("code").asString()).isEqualTo("data-invalid");
        assertThat(ServingScene.json(response).path("index").asInt()).isEqualTo(1);
        assertThat(scene.get("/v1/tasks/listing-scam/predictions/batch-1").statusCode())
                .isEqualTo(404);
    }
}
