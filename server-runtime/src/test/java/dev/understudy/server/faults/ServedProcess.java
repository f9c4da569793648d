package dev.understudy.server.faults;

import dev.understudy.server.Main;
import dev.understudy.server.command.CommandScene;
import dev.understudy.server.command.RentalFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code serve} as a process of its own, and calls of it that must be answered. */
final class ServedProcess implements AutoCloseable {
    static final String TASK = "listing-scam";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServedProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** A workspace with two models of one task, v1 and v2. */
    static CommandScene workspace(Path folder) throws IOException {
        Path events = RentalFile.write(folder.resolve("files"), 2_500);
        CommandScene commands = new CommandScene(folder.resolve("workspace"));
        commands.runPlain(
                "init",
                commands.workspace().toString(),
                "--task",
                folder.resolve("files/task.yaml").toString());
        commands.json("import", "--task", TASK, "--file", events.toString());
        commands.json("train", "--task", TASK, "--as-of", "2025-02-15");
        commands.json("train", "--task", TASK, "--as-of", "2025-02-15", "--set", "seed=99");
        return commands;
    }

    /** Releases a version, and gives the text that a pod finds mounted. */
    static String released(CommandScene commands, String version) {
        JsonNode released = commands.json(
                "release", "--task", TASK, "--version", version, "--environment", "staging", "--overrule", "a test");
        return "MODEL_URI="
                + commands.workspace()
                        .resolve("store/models")
                        .resolve(TASK)
                        .resolve(version)
                        .toUri()
                        .toString()
                        .replaceAll("/$", "")
                + "\nMODEL_VERSION=" + version + "\nMODEL_DIGEST="
                + released.path("digest").asString() + "\nMODEL_RELEASE=1\n";
    }

    static ServedProcess start(Path workspace, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--workspace",
                workspace.toString(),
                "--port",
                "0",
                "--output",
                "json",
                "--setting",
                "serve.drain=PT0S"));
        command.addAll(List.of(options));
        Path errors = workspace.resolveSibling("serve.log");
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        BufferedReader out = process.inputReader();
        StringBuilder text = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            text.append(line);
            if (line.equals("}")) {
                return new ServedProcess(
                        process,
                        JsonMapper.shared()
                                .readTree(text.toString())
                                .path("address")
                                .asString());
            }
        }
        throw new AssertionError("it ended after printing: " + text + Files.readString(errors));
    }

    /** A prediction, which must be answered with 200. */
    JsonNode predict(String id) {
        String body = "{\"id\":\"" + id + "\",\"time\":\"2025-02-20\",\"input\":{\"price\":900}}";
        HttpResponse<String> answer = send(request("/v1/tasks/" + TASK + "/predictions")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        return ok(answer).path("predictions").get(0);
    }

    /** What is at an address, which must be answered with 200. */
    JsonNode get(String path) {
        return ok(send(request(path)));
    }

    int status(String path) {
        return send(request(path)).statusCode();
    }

    JsonNode model() {
        return get("/v1/tasks/" + TASK + "/model");
    }

    /** Waits until the release of that number answers. */
    void await(int release) {
        awaitModel(model -> model.path("release").asInt() == release);
    }

    void awaitModel(Predicate<JsonNode> condition) {
        until(() -> condition.test(model()));
    }

    void awaitReady() {
        until(() -> status("/v2/health/ready") == 200);
    }

    private interface Condition {
        boolean holds();
    }

    private static void until(Condition condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not come true within " + PATIENCE);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.uri() + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body());
    }

    /** Ends it by SIGTERM. */
    @Override
    public void close() {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
            client.close();
        }
    }
}
