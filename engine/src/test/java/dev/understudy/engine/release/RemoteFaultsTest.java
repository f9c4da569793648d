package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.release.ReleaseProcessTest.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repository elsewhere that is away, hangs, refuses or leads astray; and a copy on this machine that is no good. */
final class RemoteFaultsTest {
    private static final String TOKEN = "a-token-of-the-faults";

    @TempDir
    Path folder;

    private RemoteScene scene;
    private GitHttpServer server;
    private ConfigRepository repository;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
        server = new GitHttpServer(scene.bare, TOKEN);
        repository = scene.of("a", server.address(), RemoteScene.withToken(TOKEN));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void awayIsUnavailableAndBackIsBack() throws Exception {
        scene.release(repository, "v1", STAGING);
        server.fault((exchange, number) -> answer(exchange, 503));

        assertFails(repository, ErrorCode.REPOSITORY_UNAVAILABLE, "503");
        server.fault((exchange, number) -> false);
        assertThat(repository.pointer(TASK, STAGING)).isPresent();
    }

    @Test
    void nobodyListeningIsUnavailable() {
        server.close();

        assertFails(repository, ErrorCode.REPOSITORY_UNAVAILABLE, "does not answer");
    }

    @Test
    void whatNeverAnswersIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ConfigRepository hanging = scene.of(
                    "b",
                    "http://127.0.0.1:" + silent.getLocalPort() + "/config.git",
                    RemoteScene.withToken(TOKEN, Duration.ofMillis(300)));

            assertFails(hanging, ErrorCode.REPOSITORY_UNAVAILABLE, "within 300 ms");
        }
    }

    @Test
    void oneByteAtATimeIsGivenUpAndItsConnectionClosed() throws Exception {
        CountDownLatch cut = new CountDownLatch(1);
        server.fault((exchange, number) -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (!Thread.currentThread().isInterrupted()) {
                    out.write('0');
                    out.flush();
                }
            } catch (IOException e) {
                cut.countDown();
            }
            return true;
        });
        ConfigRepository hanging =
                scene.of("b", server.address(), RemoteScene.withToken(TOKEN, Duration.ofMillis(500)));

        assertThatThrownBy(hanging::head)
                .isInstanceOfSatisfying(
                        UnderstudyException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE));
        cut.await();
    }

    @ParameterizedTest
    @CsvSource({"401, release.tokenFile", "403, release.token", "404, release.repository"})
    void aRefusalNamesItsSettings(int status, String setting) {
        server.fault((exchange, number) -> answer(exchange, status));

        assertFails(repository, ErrorCode.REPOSITORY_REFUSED, setting);
    }

    @Test
    void aWrongTokenIsTriedOnce() throws Exception {
        ConfigRepository wrong = scene.of("b", server.address(), RemoteScene.withToken("another"));

        assertFails(wrong, ErrorCode.REPOSITORY_REFUSED, "does not take the token");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void noTokenIsAskedFor() throws Exception {
        ConfigRepository nobody = scene.of("b", server.address(), RemoteAccess.anonymous());

        assertFails(nobody, ErrorCode.REPOSITORY_REFUSED, "UNDERSTUDY_RELEASE_TOKEN");
    }

    @Test
    void aRedirectionToAnotherAddressIsNotFollowed() throws Exception {
        try (GitHttpServer other = new GitHttpServer(scene.bare, null)) {
            server.fault((exchange, number) -> {
                exchange.getResponseHeaders().add("Location", other.address() + "/info/refs?service=git-upload-pack");
                return answer(exchange, 302);
            });

            assertFails(repository, ErrorCode.REPOSITORY_REFUSED, "sends us on", "release.repository");
            assertThat(other.requests()).isEmpty();
            assertThat(other.credentials()).isEmpty();
        }
    }

    @Test
    void aRedirectionAtTheSameAddressIsFollowed() throws Exception {
        ConfigRepository moved =
                scene.of("b", server.address().replace("config.git", "config"), RemoteScene.withToken(TOKEN));
        server.fault((exchange, number) -> {
            String path = exchange.getRequestURI().toString();
            if (path.startsWith("/config.git")) {
                return false;
            }
            exchange.getResponseHeaders().add("Location", path.replace("/config/", "/config.git/"));
            return answer(exchange, 301);
        });

        merged(scene.release(moved, "v1", STAGING));
    }

    @Test
    void aTokenGoesOverPlainHttpToThisMachineOnly() {
        ConfigRepository elsewhere = scene.of("b", "http://git.example.com/config.git", RemoteScene.withToken(TOKEN));

        assertFails(elsewhere, ErrorCode.REPOSITORY_REFUSED, "plain http:", "https:");
    }

    @Test
    void aFolderThatIsNotThereIsNotMade() {
        ConfigRepository missing = scene.of("b", "file://" + folder.resolve("missing.git"), RemoteAccess.anonymous());

        assertFails(missing, ErrorCode.REPOSITORY_REFUSED, "git init --bare");
        assertThat(folder.resolve("missing.git")).doesNotExist();
    }

    @Test
    void aFolderWithoutARepositoryIsRefused() throws Exception {
        Path plain = Files.createDirectory(folder.resolve("plain"));

        assertFails(scene.of("b", "file://" + plain, RemoteAccess.anonymous()), ErrorCode.REPOSITORY_REFUSED, "no git");
    }

    @Test
    void nonsenseIsNoAnswer() {
        server.fault((exchange, number) -> {
            exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("0000this is no git".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return true;
        });

        assertFails(repository, ErrorCode.REPOSITORY_UNAVAILABLE, "could not read");
    }

    @Test
    void aConnectionThatIsCutIsNoAnswer() throws Exception {
        try (ServerSocket cutting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!cutting.isClosed()) {
                    try (Socket socket = cutting.accept()) {
                        socket.getInputStream().read();
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            ConfigRepository cut = scene.of(
                    "b", "http://127.0.0.1:" + cutting.getLocalPort() + "/config.git", RemoteScene.withToken(TOKEN));

            assertFails(cut, ErrorCode.REPOSITORY_UNAVAILABLE, "config repository");
        }
    }

    private static boolean answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        return true;
    }

    private static void assertFails(ConfigRepository repository, ErrorCode code, String... reasons) {
        assertThatThrownBy(() -> repository.pointer(TASK, STAGING))
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
                    assertThat(e.getMessage()).contains(reasons);
                });
    }
}
