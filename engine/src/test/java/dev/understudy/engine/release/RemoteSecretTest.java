package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.TASK;
import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token is in no file, no exception and no output, whatever becomes of the release. */
final class RemoteSecretTest {
    private static final String CANARY = "c4n4ry-0f-the-t0ken";
    private static final List<String> FORMS = List.of(
            CANARY,
            Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)),
            GitHttpServer.basic(CANARY).substring("Basic ".length()));

    @TempDir
    Path folder;

    private RemoteScene scene;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
    }

    @Test
    void isInNoFileOfTheCopyAfterTheLoop() throws Exception {
        try (GitHttpServer server = new GitHttpServer(scene.bare, CANARY)) {
            ConfigRepository repository = scene.of("a", server.address(), RemoteScene.withToken(CANARY));
            String printed = printedBy(() -> {
                scene.goesThroughTheLoop(repository);
                return null;
            });
            assertThat(printed).isEmpty();
            assertThat(server.credentials()).as("it was used").contains(GitHttpServer.basic(CANARY));
        }
        assertThat(Files.readString(scene.mirror("a").resolve("config"))).contains("url = http://127.0.0.1:");
        assertNotIn(folder);
    }

    @Test
    void isInNoExceptionWhereItIsNotTaken() throws Exception {
        try (GitHttpServer server = new GitHttpServer(scene.bare, "another")) {
            assertFailsSilently(server.address());
        }
    }

    @Test
    void isInNoExceptionWhereItMayNotPublish() throws Exception {
        try (GitHttpServer server = new GitHttpServer(scene.bare, CANARY)) {
            ConfigRepository repository = scene.of("a", server.address(), RemoteScene.withToken(CANARY));
            repository.head();
            server.fault((exchange, number) -> {
                if (!exchange.getRequestURI().toString().contains("receive-pack")) {
                    return false;
                }
                exchange.sendResponseHeaders(403, -1);
                return true;
            });
            assertFailsSilently(server.address());
        }
    }

    @Test
    void isInNoExceptionWhereNobodyListens() throws Exception {
        String address;
        try (GitHttpServer server = new GitHttpServer(scene.bare, CANARY)) {
            address = server.address();
        }
        assertFailsSilently(address);
    }

    @Test
    void isInNoExceptionWhereItWouldBeSentOn() throws Exception {
        try (GitHttpServer server = new GitHttpServer(scene.bare, CANARY);
                GitHttpServer other = new GitHttpServer(scene.bare, CANARY)) {
            server.fault((exchange, number) -> {
                exchange.getResponseHeaders().add("Location", other.address() + "/info/refs?service=git-upload-pack");
                exchange.sendResponseHeaders(307, -1);
                return true;
            });
            assertFailsSilently(server.address());
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void isInNoTextOfTheAccess() {
        RemoteAccess access = new RemoteAccess("ada", () -> CANARY, Optional.empty(), Optional.empty(), Duration.ZERO);

        assertThat(access.toString()).doesNotContain(CANARY).contains("ada");
    }

    private void assertFailsSilently(String address) throws Exception {
        ConfigRepository repository = scene.of("a", address, RemoteScene.withToken(CANARY));
        for (Attempt attempt : List.<Attempt>of(
                () -> scene.release(repository, "v1", STAGING),
                () -> scene.rollback(repository, PRODUCTION, null),
                () -> repository.withdraw(new ProposedChange(change(), "0".repeat(40))),
                () -> repository.state(TASK))) {
            StringWriter told = new StringWriter();
            String printed = printedBy(() -> {
                Throwable failure = catchThrowable(attempt::go);
                if (failure != null) {
                    failure.printStackTrace(new PrintWriter(told, true));
                }
                return null;
            });
            assertThat(told.toString()).doesNotContain(FORMS);
            assertThat(printed).isEmpty();
        }
        assertThat(catchThrowable(() -> scene.release(repository, "v1", STAGING)))
                .as("it does fail")
                .isNotNull();
        assertNotIn(folder);
    }

    private static PointerChange change() {
        ReleaseRequest request = ConfigScene.request("v1", STAGING);
        return new PointerChange(
                ChangeKind.RELEASE,
                TASK,
                STAGING,
                request.pointer(1),
                request.approval(),
                request.text(),
                "0".repeat(40));
    }

    private static void assertNotIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(content(file)).as(file.toString()).doesNotContain(FORMS);
            }
        }
    }

    /** Loose objects are compressed. */
    private static String content(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!file.toString().matches(".*/objects/[0-9a-f]{2}/[0-9a-f]{38}")) {
            return raw;
        }
        try (InflaterInputStream in = new InflaterInputStream(new java.io.ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private interface Attempt {
        void go() throws Exception;
    }

    private static String printedBy(java.util.concurrent.Callable<Void> work) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(capture);
        System.setErr(capture);
        try {
            work.call();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
