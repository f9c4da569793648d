package dev.understudy.server.http;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.jobs.JobWorker;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.command.CommandScene;
import dev.understudy.server.command.RentalFile;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A workspace with a model in production, served over real HTTP on a free port. */
final class ServingScene implements AutoCloseable {
    static final String TASK = "listing-scam";
    private static final int EVENTS = 6_000;
    /** What came before is imported; what comes until the end comes over HTTP. */
    private static final String RELEASED = "2025-02-15";

    private static final String END = "2025-03-02";

    private final CommandScene commands;
    private final List<String> rows;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ManualRepetition repetition = new ManualRepetition();
    private final Engine engine;
    private final Serving serving;
    private final JobObserver jobObserver;
    private final JobService jobs;
    private final HelidonServer server;
    private final Optional<TokenFile> tokens;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private ServingScene(
            CommandScene commands, List<String> rows, HttpLimits limits, Optional<Path> tokens, boolean logsRequests) {
        this.commands = commands;
        this.rows = rows;
        this.engine = new Engine(
                Workspace.open(commands.workspace(), Map.of(), commands.environment()),
                InstantSource.system(),
                Duration.ofMillis(200));
        PrometheusServingMetrics metrics = new PrometheusServingMetrics(InstantSource.system());
        OperatorLog operators =
                new OperatorLog(new PrintStream(log, true, StandardCharsets.UTF_8), InstantSource.system());
        this.serving = engine.serving(
                Environment.PRODUCTION, new LoggedChanges(operators, metrics), System::nanoTime, repetition);
        this.jobObserver = metrics.jobs();
        this.jobs = engine.jobService(serving, jobObserver);
        metrics.watch(jobs::backlog);
        this.tokens = tokens.map(file -> TokenFile.watched(file, repetition, operators));
        Access access = new Access(this.tokens, logsRequests);
        this.server = HelidonServer.start(
                new Door(InetAddress.getLoopbackAddress(), 0, limits, access),
                serving,
                Optional.of(jobs),
                metrics,
                operators);
        serving.start();
    }

    /** A workspace whose events up to the middle of February are imported, with v1 in production. */
    static CommandScene released(Path folder) throws IOException {
        List<String> lines = lines(folder);
        Path imported = folder.resolve("files/imported.csv");
        Files.write(imported, lines.subList(0, 1 + firstFrom(lines, RELEASED)));
        CommandScene commands = initialised(folder);
        commands.json("import", "--task", TASK, "--file", imported.toString());
        commands.json("train", "--task", TASK, "--as-of", "2025-02-15");
        for (String environment : List.of("staging", "production")) {
            commands.json(
                    "release", "--task", TASK, "--version", "v1", "--environment", environment, "--overrule", "first");
        }
        return commands;
    }

    /** A workspace with the task alone. */
    static CommandScene initialised(Path folder) throws IOException {
        lines(folder);
        CommandScene commands = new CommandScene(folder.resolve("workspace"));
        String task = folder.resolve("files/task.yaml").toString();
        commands.runPlain("init", commands.workspace().toString(), "--task", task);
        return commands;
    }

    static List<String> lines(Path folder) throws IOException {
        Path made = folder.resolve("files/events.csv");
        if (Files.exists(made)) {
            return Files.readAllLines(made);
        }
        Path events = RentalFile.write(folder.resolve("files"), EVENTS);
        List<String> lines = Files.readAllLines(events);
        List<String> kept = lines.subList(0, 1 + firstFrom(lines, END));
        Files.write(events, kept);
        return kept;
    }

    /** How many events come before a day. */
    private static int firstFrom(List<String> lines, String day) {
        return (int) lines.stream()
                .skip(1)
                .takeWhile(line -> line.split(",", 3)[1].compareTo(day) < 0)
                .count();
    }

    static ServingScene on(Path folder) throws IOException {
        return on(folder, new HttpLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(5)));
    }

    /** A workspace that has a model in production, served; its unseen events are those of the folder's file. */
    static ServingScene of(CommandScene released, Path folder) throws IOException {
        return new ServingScene(released, lines(folder), HttpLimits.STANDARD, Optional.empty(), false);
    }

    static ServingScene on(Path folder, HttpLimits limits) throws IOException {
        return new ServingScene(released(folder), lines(folder), limits, Optional.empty(), false);
    }

    /** Served to those who have a token, with a line in the log for each request. */
    static ServingScene withTokens(Path folder, Path tokens) throws IOException {
        return new ServingScene(released(folder), lines(folder), HttpLimits.STANDARD, Optional.of(tokens), true);
    }

    /** The same workspace, served anew. */
    ServingScene reopened() {
        return new ServingScene(commands, rows, HttpLimits.STANDARD, Optional.empty(), false);
    }

    CommandScene commands() {
        return commands;
    }

    Engine engine() {
        return engine;
    }

    ManualRepetition repetition() {
        return repetition;
    }

    /** Tries to serve the same on a port. */
    void again(int port) {
        OperatorLog nobody =
                new OperatorLog(new PrintStream(log, true, StandardCharsets.UTF_8), InstantSource.system());
        HelidonServer.start(
                        new Door(InetAddress.getLoopbackAddress(), port, HttpLimits.STANDARD, Access.OPEN),
                        serving,
                        Optional.of(jobs),
                        new PrometheusServingMetrics(InstantSource.system()),
                        nobody)
                .close();
    }

    /** The same models and log beside another queue, on a port of its own. */
    HelidonServer beside(JobQueue queue) {
        return HelidonServer.start(
                new Door(InetAddress.getLoopbackAddress(), 0, HttpLimits.STANDARD, Access.OPEN),
                serving,
                Optional.of(
                        new JobService(queue, serving.predictions(), List.of(new TaskName(TASK)), JobObserver.NONE)),
                new PrometheusServingMetrics(InstantSource.system()),
                new OperatorLog(new PrintStream(log, true, StandardCharsets.UTF_8), InstantSource.system()));
    }

    /** A worker on the jobs that are handed in; the caller starts and closes it. */
    JobWorker worker() {
        return engine.jobWorker(serving, jobObserver, System::nanoTime, Repetition.onThread(), reason -> {});
    }

    HelidonServer server() {
        return server;
    }

    /** What operators read. */
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    /** The events that were not imported. */
    List<FileRow> unseen() {
        return rows.stream()
                .skip(1 + firstFrom(rows, RELEASED))
                .map(line -> FileRow.of(rows.getFirst(), line))
                .toList();
    }

    HttpResponse<String> post(String path, String json) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> predict(String json) {
        return post("/v1/tasks/" + TASK + "/predictions", json);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** The port that the server listens on. */
    int port() {
        return server.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends some bytes as they are, and reads until the server closes the connection. */
    String raw(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        tokens.ifPresent(TokenFile::close);
        serving.close();
        engine.close();
    }
}
