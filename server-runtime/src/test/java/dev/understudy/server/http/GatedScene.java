package dev.understudy.server.http;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.pipeline.LiveChoice;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A task whose positive decisions hide the outcome, served over real HTTP; time is moved by hand. */
final class GatedScene implements AutoCloseable {
    static final TaskName TASK = new TaskName("gated");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int EVENTS_A_DAY = 100;
    private static final Map<String, String> KEY = Map.of("UNDERSTUDY_EXPLORATION_KEY", "a key that only tests have");

    private final Engine engine;
    private final Serving serving;
    private final HelidonServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private Instant now = day(10);

    /** An event of a world in which one number tells a scam, but not surely. */
    record Event(String id, Instant time, double signal, String outcome) {
        static List<Event> ofDays(int from, int to) {
            List<Event> events = new ArrayList<>();
            for (int day = from; day < to; day++) {
                SplittableRandom random = new SplittableRandom(day);
                for (int i = 0; i < EVENTS_A_DAY; i++) {
                    double signal = random.nextGaussian();
                    events.add(new Event(
                            "d" + day + "-" + i,
                            day(day).plusSeconds(i * 600L),
                            signal,
                            signal + 0.7 * random.nextGaussian() > 0.8 ? "yes" : "no"));
                }
            }
            return events;
        }

        String json() {
            return "{\"id\":\"" + id + "\",\"time\":\"" + time + "\",\"input\":{\"signal\":" + signal + "}}";
        }

        String outcomeJson() {
            return "{\"id\":\"" + id + "\",\"outcome\":\"" + outcome + "\",\"knownAt\":\""
                    + time.plus(Duration.ofDays(1)) + "\"}";
        }
    }

    /** What was answered of an event. */
    record Answer(String id, String label, String decision, double propensity) {
        boolean isExplored() {
            return label.equals("yes") && decision.equals("no");
        }

        boolean isBlocked() {
            return decision.equals("yes");
        }
    }

    private GatedScene(Path folder, String exploration) throws IOException {
        Path workspace = init(folder, exploration);
        this.engine = new Engine(Workspace.open(workspace, Map.of(), KEY), () -> now, Duration.ofSeconds(30));
        Path file = folder.resolve("events.csv");
        List<String> rows = new ArrayList<>(List.of("id,time,signal,y,known"));
        Event.ofDays(0, 8)
                .forEach(event -> rows.add(event.id() + "," + event.time() + "," + event.signal() + ","
                        + event.outcome() + "," + event.time().plus(Duration.ofDays(1))));
        Files.write(file, rows);
        engine.intake().events(task(), file, RunControl.UNWATCHED);
        release(train(day(10), "seed=1"));
        PrometheusServingMetrics metrics = new PrometheusServingMetrics(InstantSource.system());
        OperatorLog operators = new OperatorLog(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), () -> now);
        this.serving = engine.serving(
                Environment.PRODUCTION,
                new LoggedChanges(operators, metrics),
                System::nanoTime,
                new ManualRepetition());
        this.server = HelidonServer.start(
                new Door(InetAddress.getLoopbackAddress(), 0, HttpLimits.STANDARD, Access.OPEN),
                serving,
                Optional.of(engine.jobService(serving, metrics.jobs())),
                metrics,
                operators);
        serving.start();
    }

    /** A workspace with v1 in production, trained on the first ten days, of which nothing was hidden. */
    static GatedScene in(Path folder, String exploration) throws IOException {
        return new GatedScene(folder, exploration);
    }

    /** An empty workspace with the task alone. */
    static Path init(Path folder, String exploration) throws IOException {
        Path file = folder.resolve("task.yaml");
        Files.writeString(file, """
                apiVersion: understudy/v1
                task: gated
                kind: binary
                event: {id: id, time: time}
                outcome: {column: y, positive: "yes", knownAt: known, maturesAt: P2D}
                features:
                  - {name: signal, type: numeric}
                decision: {threshold: 0.4, costs: {falsePositive: 1, falseNegative: 2}, gatesOutcome: true, exploration: %s}
                training: {algorithm: logistic-regression}
                gate:
                  metrics: [{metric: cost, role: success, margin: 0.2}, {metric: auc, role: guardrail, margin: 0.1}]
                """.formatted(exploration));
        Path workspace = folder.resolve("workspace");
        Workspace.init(workspace, file);
        return workspace;
    }

    static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    TaskDefinition task() {
        return engine.workspace().task(TASK);
    }

    Engine engine() {
        return engine;
    }

    void timeIs(Instant instant) {
        now = instant;
    }

    VersionName train(Instant asOf, String setting) {
        String[] parts = setting.split("=", 2);
        return engine.training()
                .train(
                        task(),
                        asOf,
                        new TrainingOverrides(Optional.empty(), Map.of(parts[0], parts[1])),
                        RunControl.UNWATCHED)
                .version()
                .version();
    }

    private void release(VersionName version) {
        for (Environment environment : List.of(Environment.STAGING, Environment.PRODUCTION)) {
            engine.release()
                    .release(new ModelRelease.Request(
                            TASK,
                            version,
                            environment,
                            Optional.empty(),
                            Optional.of(new ModelRelease.Overruling("Ada", "the first"))));
        }
    }

    StoredSimulation simulate(VersionName candidate, int from, int to) {
        return engine.rehearsal()
                .simulate(
                        task(),
                        candidate,
                        new LiveChoice.AsReleased(),
                        new TimeWindow(day(from), day(to)),
                        now,
                        RunControl.UNWATCHED);
    }

    /** Serves the events, day by day at the end of each. */
    List<Answer> serve(int from, int to) {
        List<Answer> answers = new ArrayList<>();
        for (int day = from; day < to; day++) {
            timeIs(day(day + 1));
            answers.addAll(predict(Event.ofDays(day, day + 1)));
        }
        return answers;
    }

    List<Answer> predict(List<Event> events) {
        JsonNode answered = post(
                "predictions",
                events.stream().map(Event::json).collect(Collectors.joining(",", "{\"events\":[", "]}")));
        List<Answer> answers = new ArrayList<>();
        answered.path("predictions")
                .forEach(node -> answers.add(new Answer(
                        node.path("id").asString(),
                        node.path("label").asString(),
                        node.path("decision").asString(),
                        node.path("propensity").doubleValue())));
        return answers;
    }

    /** Sends the outcomes of these events. */
    void tell(List<Event> events) {
        post(
                "outcomes",
                events.stream().map(Event::outcomeJson).collect(Collectors.joining(",", "{\"outcomes\":[", "]}")));
    }

    private JsonNode post(String what, String json) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/v1/tasks/gated/" + what))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.body());
            }
            return JsonMapper.shared().readTree(response.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        serving.close();
        engine.close();
    }
}
