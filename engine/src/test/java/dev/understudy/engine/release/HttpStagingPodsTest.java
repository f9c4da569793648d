package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.ConfigScene.digest;
import static dev.understudy.engine.release.ConfigScene.request;
import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Production takes only what staging's pods report, by pods that say and do whatever a pod can. */
@Timeout(60)
final class HttpStagingPodsTest {
    private static final String TOKEN = "canary-pods-7f3a";
    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir
    Path directory;

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private ConfigScene scene;

    @BeforeEach
    void stage() {
        scene = new ConfigScene(directory);
        scene.release("v1", STAGING);
        scene.release("v1", PRODUCTION);
        scene.release("v2", STAGING);
    }

    @AfterEach
    void end() {
        end.countDown();
        servers.forEach(server -> server.stop(0));
    }

    /** A pod that answers so. */
    private String pod(int status, String body) {
        HttpServer server = server();
        server.createContext("/v1/tasks/hotels/model", exchange -> {
            try (exchange) {
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        return address(server);
    }

    private HttpServer server() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            servers.add(server);
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String serving(String version) {
        return pod(
                200,
                "{\"task\": \"hotels\", \"version\": \"" + version + "\", \"digest\": \"" + digest(version)
                        + "\", \"stale\": false}");
    }

    private String hanging() {
        HttpServer server = server();
        server.createContext("/", exchange -> {
            try (exchange) {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return address(server);
    }

    private ReleaseProcess process(String... pods) {
        return new ReleaseProcess(
                scene.repository,
                Forge.mergingAtOnce(scene.repository),
                HttpStagingPods.at(String.join(", ", pods), TOKEN, SHORT),
                ConflictRetries.STANDARD);
    }

    private PublishOutcome promote(String... pods) {
        return process(pods).release(request("v2", PRODUCTION));
    }

    private void assertRefused(PublishOutcome outcome, String... words) {
        assertThat(outcome).isInstanceOfSatisfying(PublishOutcome.Refused.class, refused -> {
            assertThat(refused.rule()).isEqualTo(ErrorCode.STAGING_REQUIRED);
            assertThat(refused.reason()).contains(words).contains("v2").doesNotContain(TOKEN);
        });
        assertThat(scene.history(PRODUCTION).releases()).hasSize(1);
    }

    @Test
    void whereAllServeItItIsPromoted() {
        assertThat(promote(serving("v2"), serving("v2"))).isInstanceOf(PublishOutcome.Merged.class);
        assertThat(authorizations).containsExactly("Bearer " + TOKEN, "Bearer " + TOKEN);
    }

    @Test
    void oneThatServesAnotherModelIsNamedWithIt() {
        String behind = serving("v1");

        assertRefused(
                promote(serving("v2"), behind),
                behind + " serves v1",
                digest("v1").text());
    }

    @Test
    void theNameAloneIsNoProof() {
        assertRefused(
                promote(pod(
                        200, "{\"task\":\"hotels\",\"version\":\"v2\",\"digest\":\"" + digest("other bytes") + "\"}")),
                "serves v2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "503 {\"detail\":\"no model yet\"}",
                "404 {\"title\":\"no such task\"}",
                "302 {}",
                "500 <html>",
                "200 {\"task\":\"others\",\"version\":\"v2\",\"digest\":\"x\"}",
                "200 not json",
                "200 {}"
            })
    void oneThatAnswersAnythingElseIsNotReady(String answer) {
        String odd = pod(Integer.parseInt(answer.substring(0, 3)), answer.substring(4));

        assertRefused(promote(serving("v2"), odd), odd + " is not ready");
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        String endless = pod(200, "{\"task\":\"hotels\",\"x\":\"" + "y".repeat(200_000) + "\"}");

        assertRefused(promote(serving("v2"), endless), endless + " does not answer");
    }

    @Test
    void oneThatHangsOrIsGoneIsNotWaitedForForEver() {
        HttpServer gone = server();
        String nobody = address(gone);
        gone.stop(0);
        String hanging = hanging();

        assertRefused(
                promote(serving("v2"), hanging, nobody), hanging + " does not answer", nobody + " does not answer");
    }

    @Test
    void whereNoneAnswersItIsWorthAnotherTry() {
        HttpServer gone = server();
        gone.stop(0);

        assertThatThrownBy(() -> promote(address(gone), "http://no-such-host.invalid:8080"))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.PODS_UNAVAILABLE);
                    assertThat(e.getMessage()).contains("none of them answers", "its name is not known");
                });
        assertThat(scene.history(PRODUCTION).releases()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aTokenThatIsNotTakenIsAMistakeOfTheSettings(int status) {
        assertThatThrownBy(() -> promote(pod(status, "{}"))).isInstanceOfSatisfying(UnderstudyException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID);
            assertThat(e.getMessage()).contains("release.stagingTokenFile").doesNotContain(TOKEN);
        });
    }

    @Test
    void overrulingTheGateDoesNotSkipThem() {
        ReleaseRequest v2 = request("v2", PRODUCTION);
        ReleaseRequest overruled = new ReleaseRequest(
                TASK,
                PRODUCTION,
                v2.version(),
                v2.digest(),
                v2.uri(),
                new Approval.ByOverruling("Ada", "in a hurry", null),
                v2.condition(),
                v2.text());

        assertRefused(process(serving("v1")).release(overruled), "serves v1");
        assertThat(process(serving("v1")).preview(overruled).obstacle().orElseThrow())
                .contains("serves v1");
    }

    @Test
    void stagingAndRollbacksAskNobody() {
        ReleaseProcess process = process(hanging());

        assertThat(process.release(request("v3", STAGING))).isInstanceOf(PublishOutcome.Merged.class);
        scene.release("v2", PRODUCTION);
        assertThat(process.rollback(ConfigScene.rollbackRequest(PRODUCTION, null)))
                .isInstanceOf(PublishOutcome.Merged.class);
    }

    @Test
    void aNameStandsForAllItsAddresses() {
        // localhost is 127.0.0.1, and ::1 where there is IPv6: the pod listens on the first alone
        String local = serving("v2").replace("127.0.0.1", "localhost");

        List<PodReport> reports = HttpStagingPods.at(local, TOKEN, SHORT).ask(TASK);

        assertThat(reports).hasSameSizeAs(addressesOfLocalhost());
        assertThat(reports)
                .filteredOn(report -> report.pod().contains("127.0.0.1"))
                .singleElement()
                .satisfies(report -> assertThat(report.answer()).isEqualTo(new PodReport.Serves("v2", digest("v2"))));
    }

    private static InetAddress[] addressesOfLocalhost() {
        try {
            return InetAddress.getAllByName("localhost");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://a:1", "a:8080", "http://ada:secret-canary@a:1", "http://a/?x=1", "http://", "http://a b"})
    void whatIsNoAddressIsRefusedAndNotRepeated(String address) {
        assertThatThrownBy(() -> HttpStagingPods.at(address, TOKEN))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID);
                    assertThat(e.getMessage()).contains("release.stagingPods").doesNotContain("canary");
                });
    }

    @Test
    void noneAreAskedWhereNoneAreNamed() {
        assertThat(HttpStagingPods.at(" , ", TOKEN).ask(TASK)).isEmpty();
        assertThat(promote()).isInstanceOf(PublishOutcome.Merged.class);
    }
}
