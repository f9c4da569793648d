package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.JobWorker;
import dev.understudy.server.command.CommandScene;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answer, log, job's result, inference and simulation have the same number, bit for bit. */
class SameNumberTest {
    private static final int EVENTS = 60;
    private static final List<String> NUMERIC = List.of("price", "rooms", "photos", "account_age_days");
    private static final List<String> CATEGORICAL = List.of("city", "district", "seller_kind");

    private static @Nullable EmbeddedPostgres postgres;

    /** What a kind of task is tried with. */
    enum Kind {
        BINARY("scam, positive: \"yes\"", "auc"),
        MULTICLASS("contact", "accuracy"),
        REGRESSION("size_m2", "mae");

        private final String outcome;
        private final String metric;

        Kind(String outcome, String metric) {
            this.outcome = outcome;
            this.metric = metric;
        }

        String column() {
            return outcome.split(",", 2)[0];
        }

        String task() {
            return "same-" + name().toLowerCase(Locale.ROOT);
        }

        String taskFile() {
            return """
                    apiVersion: understudy/v1
                    task: %s
                    kind: %s
                    event: {id: id, time: posted_at}
                    outcome: {column: %s, knownAt: known_at, maturesAt: P10D}
                    features: [%s, %s]
                    training: {algorithm: random-forest, seed: 7, parameters: {trees: 20, maxDepth: 8, nodeSize: 5}}
                    gate:
                      metrics: [{metric: %s, role: success, margin: 0.02}]
                    """.formatted(
                            task(),
                            name().toLowerCase(Locale.ROOT),
                            outcome,
                            features(NUMERIC, "numeric"),
                            features(CATEGORICAL, "categorical"),
                            metric);
        }

        private static String features(List<String> names, String type) {
            return names.stream()
                    .map(name -> "{name: " + name + ", type: " + type + "}")
                    .collect(Collectors.joining(", "));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    private static Map<String, String> environment(String database) throws IOException {
        if (database.equals("h2")) {
            return Map.of("CI", "true");
        }
        if (postgres == null) {
            postgres = EmbeddedPostgres.start();
        }
        return Map.of(
                "CI", "true",
                "UNDERSTUDY_DATABASE_KIND", "postgresql",
                "UNDERSTUDY_DATABASE_PORT", Integer.toString(postgres.getPort()),
                "UNDERSTUDY_DATABASE_NAME", "postgres",
                "UNDERSTUDY_DATABASE_USER", "postgres",
                "UNDERSTUDY_DATABASE_PASSWORD", "postgres");
    }

    /** A workspace with v1 in production, learnt from what was known in the middle of February. */
    private static CommandScene released(Kind kind, String database, Path folder) throws IOException {
        CommandScene commands = new CommandScene(folder.resolve("workspace"), environment(database));
        List<String> lines = ServingScene.lines(folder);
        Path imported = Files.write(
                folder.resolve("imported.csv"),
                lines.stream()
                        .filter(line -> line.startsWith("id,") || line.split(",", 3)[1].compareTo("2025-02-15") < 0)
                        .toList());
        Path task = Files.writeString(folder.resolve("same.yaml"), kind.taskFile());
        assertThat(commands.runPlain("init", commands.workspace().toString(), "--task", task.toString())
                        .exit())
                .isZero();
        commands.json("import", "--task", kind.task(), "--file", imported.toString());
        commands.json("train", "--task", kind.task(), "--as-of", "2025-02-15");
        for (String environment : List.of("staging", "production")) {
            commands.json(
                    "release",
                    "--task",
                    kind.task(),
                    "--version",
                    "v1",
                    "--environment",
                    environment,
                    "--overrule",
                    "first");
        }
        return commands;
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private static String event(FileRow row, String prefix) {
        String input = NUMERIC.stream()
                        .filter(name -> !row.get(name).isEmpty())
                        .map(name -> quoted(name) + ":" + row.get(name))
                        .collect(Collectors.joining(","))
                + CATEGORICAL.stream()
                        .map(name -> "," + quoted(name) + ":" + quoted(row.get(name)))
                        .collect(Collectors.joining());
        return "{\"id\":\"" + prefix + row.get("id") + "\",\"time\":\"" + row.get("posted_at") + "\",\"input\":{"
                + (input.startsWith(",") ? input.substring(1) : input) + "}}";
    }

    /** A score's bits: of the one number, or of each class. */
    private static Map<String, Long> bits(JsonNode score) {
        Map<String, Long> bits = new TreeMap<>();
        if (score.isObject()) {
            score.forEachEntry((name, value) -> bits.put(name, Double.doubleToRawLongBits(value.doubleValue())));
        } else {
            bits.put("", Double.doubleToRawLongBits(score.doubleValue()));
        }
        return bits;
    }

    private static JsonNode ok(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return ServingScene.json(response);
    }

    private static Map<String, Long> ofJob(ServingScene scene, String location) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (Instant.now().isBefore(deadline)) {
            JsonNode job = ok(scene.get(location), 200);
            if (job.path("state").asString().equals("succeeded")) {
                return bits(job.path("predictions").path(0).path("score"));
            }
            assertThat(job.path("state").asString()).isIn("queued", "running");
            Thread.onSpinWait();
        }
        throw new AssertionError("the job did not end: " + scene.get(location).body());
    }

    /** The scores of all rows in one request of the Open Inference Protocol. */
    private static List<Map<String, Long>> inferred(ServingScene scene, Kind kind, List<FileRow> rows) {
        List<String> columns = new ArrayList<>();
        columns.add(tensor("id", "BYTES", rows.size(), rows.stream().map(row -> quoted("infer-" + row.get("id")))));
        columns.add(tensor("posted_at", "BYTES", rows.size(), rows.stream().map(row -> quoted(row.get("posted_at")))));
        for (String name : NUMERIC) {
            columns.add(tensor(
                    name,
                    "FP64",
                    rows.size(),
                    rows.stream().map(row -> row.get(name).isEmpty() ? "null" : row.get(name))));
        }
        for (String name : CATEGORICAL) {
            columns.add(tensor(name, "BYTES", rows.size(), rows.stream().map(row -> quoted(row.get(name)))));
        }
        JsonNode answer = ok(
                scene.post("/v2/models/" + kind.task() + "/infer", "{\"inputs\":[" + String.join(",", columns) + "]}"),
                200);
        JsonNode score = answer.path("outputs")
                .valueStream()
                .filter(output -> output.path("name").asString().equals("score"))
                .findFirst()
                .orElseThrow();
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < score.path("shape").path(1).asInt(0); i++) {
            classes.add(score.path("parameters").path("class_" + i).asString());
        }
        if (classes.isEmpty()) {
            classes.add("");
        }
        List<Map<String, Long>> all = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            Map<String, Long> bits = new TreeMap<>();
            for (int i = 0; i < classes.size(); i++) {
                JsonNode number = score.path("data").path(row * classes.size() + i);
                bits.put(classes.get(i), Double.doubleToRawLongBits(number.doubleValue()));
            }
            all.add(bits);
        }
        return all;
    }

    private static String tensor(String name, String datatype, int events, Stream<String> data) {
        return "{\"name\":" + quoted(name) + ",\"shape\":[" + events + "],\"datatype\":\"" + datatype + "\",\"data\":["
                + data.collect(Collectors.joining(",")) + "]}";
    }

    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource({
        "BINARY, h2", "BINARY, postgresql",
        "MULTICLASS, h2", "MULTICLASS, postgresql",
        "REGRESSION, h2", "REGRESSION, postgresql"
    })
    void everyWayGivesTheSameNumber(Kind kind, String database, @TempDir Path folder) throws Exception {
        CommandScene commands = released(kind, database, folder);
        List<FileRow> rows;
        List<Map<String, Long>> answered = new ArrayList<>();
        try (ServingScene scene = ServingScene.of(commands, folder)) {
            rows = scene.unseen().subList(0, EVENTS);
            String task = "/v1/tasks/" + kind.task();
            List<String> jobs = new ArrayList<>();
            for (FileRow row : rows) {
                JsonNode answer = ok(scene.post(task + "/predictions", event(row, "")), 200);
                answered.add(bits(answer.path("predictions").path(0).path("score")));
                HttpResponse<String> job = scene.post(task + "/jobs", event(row, "job-"));
                assertThat(job.statusCode()).as(job.body()).isEqualTo(202);
                jobs.add(job.headers().firstValue("Location").orElseThrow());
            }
            assertThat(answered.stream().distinct().count()).isGreaterThan(EVENTS / 2);
            try (JobWorker worker = scene.worker()) {
                worker.start(); // all wait by now, so that it scores them in batches
                for (int i = 0; i < EVENTS; i++) {
                    assertThat(ofJob(scene, jobs.get(i))).isEqualTo(answered.get(i));
                }
            }
            assertThat(inferred(scene, kind, rows)).isEqualTo(answered);
            for (int i = 0; i < EVENTS; i++) {
                for (String prefix : List.of("", "job-", "infer-")) {
                    JsonNode logged = ok(
                            scene.get(task + "/predictions/" + prefix
                                    + rows.get(i).get("id")),
                            200);
                    assertThat(logged.path("predictions").size()).isEqualTo(1);
                    assertThat(bits(logged.path("predictions").path(0).path("score")))
                            .isEqualTo(answered.get(i));
                }
            }
            String outcomes = rows.stream()
                    .flatMap(row -> List.of("", "job-", "infer-").stream()
                            .map(prefix -> "{\"id\":\"" + prefix + row.get("id") + "\",\"outcome\":"
                                    + quoted(row.get(kind.column())) + ",\"knownAt\":\"" + row.get("known_at") + "\"}"))
                    .collect(Collectors.joining(",", "{\"outcomes\":[", "]}"));
            assertThat(ok(scene.post(task + "/outcomes", outcomes), 200)
                            .path("unmatched")
                            .asInt())
                    .isZero();
        }
        commands.json("train", "--task", kind.task(), "--as-of", "2025-02-15", "--set", "seed=8");
        JsonNode simulation = commands.json(
                "simulate", "--task", kind.task(), "--candidate", "v2", "--from", "2025-02-15", "--to", "2025-03-02");
        // parity compares each logged score with the replayed one, bit for bit
        assertThat(simulation.path("origins").path("served").asInt()).isEqualTo(3 * EVENTS);
        assertThat(simulation.path("parity").path("checked").asInt()).isEqualTo(3 * EVENTS);
        assertThat(simulation.path("parity").path("identical").asInt()).isEqualTo(3 * EVENTS);
    }
}
