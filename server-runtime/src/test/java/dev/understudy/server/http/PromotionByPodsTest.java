package dev.understudy.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.RepositoryModels;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.command.CommandScene;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Production takes what two pods of staging report, which serve over HTTP and want a token. */
class PromotionByPodsTest {
    private static final String TASK = ServingScene.TASK;
    private static final NewToken TOKEN = NewToken.create("release", new Random(7));

    @TempDir
    Path folder;

    private CommandScene commands;
    private Pod first;
    private Pod second;

    @BeforeEach
    void serve() throws IOException {
        commands = ServingScene.released(folder);
        Path tokens = Files.writeString(folder.resolve("tokens"), TOKEN.line() + "\n");
        first = new Pod("a", tokens);
        second = new Pod("b", tokens);
        commands.json("train", "--task", TASK, "--as-of", "2025-02-20");
        commands.json("release", "--task", TASK, "--version", "v2", "--environment", "staging", "--overrule", "trial");
    }

    @AfterEach
    void end() {
        first.close();
        second.close();
    }

    /** A pod of staging: serves what the repository has, and looks for more when the test says so. */
    private final class Pod implements AutoCloseable {
        private final ManualRepetition repetition = new ManualRepetition();
        private final Engine engine;
        private final Serving serving;
        private final TokenFile tokens;
        private final HelidonServer server;

        Pod(String name, Path tokenFile) {
            engine = new Engine(
                    Workspace.open(
                            commands.workspace(), Map.of("cache.directory", "data/pod-" + name), Map.of("CI", "true")),
                    InstantSource.system(),
                    Duration.ofMillis(200));
            PrometheusServingMetrics metrics = new PrometheusServingMetrics(InstantSource.system());
            OperatorLog log = new OperatorLog(
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), InstantSource.system());
            serving = engine.servingWithoutLog(
                    new RepositoryModels(engine.config(), Environment.STAGING),
                    new LoggedChanges(log, metrics),
                    System::nanoTime,
                    repetition);
            tokens = TokenFile.watched(tokenFile, repetition, log);
            server = HelidonServer.start(
                    new Door(
                            InetAddress.getLoopbackAddress(),
                            0,
                            HttpLimits.STANDARD,
                            new Access(Optional.of(tokens), false)),
                    serving,
                    Optional.empty(),
                    metrics,
                    log);
            serving.start();
        }

        void looks() {
            repetition.intervalIsOver();
        }

        String address() {
            return "http://127.0.0.1:" + server.port();
        }

        @Override
        public void close() {
            server.close();
            tokens.close();
            serving.close();
            engine.close();
        }
    }

    private CommandScene.Result promote(String token) {
        Map<String, String> environment = new HashMap<>(commands.environment());
        environment.put("UNDERSTUDY_RELEASE_STAGING_PODS", first.address() + ", " + second.address() + "/");
        environment.put("UNDERSTUDY_RELEASE_STAGING_TOKEN", token);
        return new CommandScene(commands.workspace(), environment)
                .run("release", "--task", TASK, "--version", "v2", "--environment", "production", "--overrule", "go");
    }

    private String production() {
        return commands.json("history", "--task", TASK, "--environment", "production", "--no-fidelity")
                .path("releases")
                .get(0)
                .path("version")
                .asString();
    }

    @Test
    void onlyOnceEachOfThemServesIt() {
        first.looks();

        CommandScene.Result early = promote(TOKEN.token());

        assertThat(early.exit()).isEqualTo(10);
        assertThat(early.json().path("error").path("code").asString()).isEqualTo("staging-required");
        assertThat(early.err())
                .contains(second.address() + " serves v1")
                .doesNotContain(first.address())
                .doesNotContain(TOKEN.token());
        assertThat(production()).isEqualTo("v1");
        second.looks();

        CommandScene.Result promoted = promote(TOKEN.token());

        assertThat(promoted.exit()).as(promoted.err()).isZero();
        assertThat(promoted.err()).doesNotContain("no pods of staging are asked");
        assertThat(production()).isEqualTo("v2");
    }

    @Test
    void aTokenThatTheyDoNotTakeIsToldAndNotShown() {
        first.looks();
        second.looks();

        CommandScene.Result refused = promote("canary-wrong-token");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err() + refused.out())
                .contains("401", "release.stagingTokenFile")
                .doesNotContain("canary");
        assertThat(production()).isEqualTo("v1");
    }

    @Test
    void whereNoneAnswersTheCommandIsWorthAnotherTry() {
        String there = first.address() + "," + second.address();
        first.server.close();
        second.server.close();
        Map<String, String> environment = new HashMap<>(commands.environment());
        environment.put("UNDERSTUDY_RELEASE_STAGING_PODS", there);

        CommandScene.Result away = new CommandScene(commands.workspace(), environment)
                .run("release", "--task", TASK, "--version", "v2", "--environment", "production", "--overrule", "go");

        assertThat(away.exit()).isEqualTo(4);
        assertThat(away.json().path("error").path("code").asString()).isEqualTo("pods-unavailable");
        assertThat(production()).isEqualTo("v1");
    }

    @Test
    void whereNoPodsAreNamedItSaysThatNoneWereAsked() {
        CommandScene.Result promoted = commands.run(
                "release", "--task", TASK, "--version", "v2", "--environment", "production", "--overrule", "go");

        assertThat(promoted.exit()).isZero();
        assertThat(promoted.err()).contains("no pods of staging are asked", "release.stagingPods");
    }
}
