package dev.understudy.engine.release;

import static dev.understudy.engine.release.ConfigScene.request;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.release.ReleaseProcessTest.merged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A publisher that is a process of its own and is killed at each request it makes, before the server has done it and
 * after; then it is run again.
 */
final class KilledRemotePublisherTest {
    private static final String TOKEN = "a-token-of-the-killed";

    @TempDir
    Path folder;

    private RemoteScene scene;
    private GitHttpServer server;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
        server = new GitHttpServer(scene.bare, TOKEN);
        scene.release(scene.of("other", server.address(), RemoteScene.withToken(TOKEN)), "v1", STAGING);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void atEachRequestEndsInOneBranchAndOneMerge() throws Exception {
        assertThat(publisher("v2").waitFor()).isZero();
        List<String> requests = requestsOfOneRelease("v3");
        assertThat(requests)
                .as("the branch and the merge")
                .filteredOn(KilledRemotePublisherTest::isPush)
                .hasSize(2);
        for (int at = 1; at <= requests.size(); at++) {
            convergesAfter(at, false);
            if (isPush(requests.get(at - 1))) {
                convergesAfter(at, true);
            }
        }
    }

    private void convergesAfter(int killedAt, boolean done) throws Exception {
        int before = scene.history(STAGING).releases().size();
        String version = "v" + (before + 1);
        String where = "killed at request " + killedAt + (done ? ", which was done" : "");

        killed(version, killedAt, done);
        server.fault((exchange, number) -> false);
        assertThat(publisher(version).waitFor()).as(where).isZero();

        assertThat(scene.history(STAGING).releases()).as(where).hasSize(before + 1);
        assertThat(scene.history(STAGING).live().orElseThrow().version())
                .as(where)
                .hasToString(version);
        assertThat(scene.branches()).as(where).hasSize(before + 2);
    }

    @Test
    void betweenBranchAndMergeIsTakenUpFromAnotherWorkspace() throws Exception {
        List<ProposedChange> seen = new ArrayList<>();
        ConfigRepository first = scene.of("a", server.address(), RemoteScene.withToken(TOKEN));
        ReleaseProcess killed = new ReleaseProcess(
                first,
                proposed -> {
                    seen.add(proposed);
                    throw new IllegalStateException("killed");
                },
                ConflictRetries.STANDARD);
        assertThatThrownBy(() -> killed.release(request("v2", STAGING))).hasMessage("killed");

        ConfigRepository second = scene.of("b", server.address(), RemoteScene.withToken(TOKEN));
        PublishOutcome.Merged merged = merged(scene.release(second, "v2", STAGING));

        assertThat(merged.branch()).isEqualTo(seen.getFirst().branch());
        assertThat(scene.branches()).hasSize(3);
    }

    private List<String> requestsOfOneRelease(String version) throws Exception {
        int before = server.requests().size();
        assertThat(publisher(version).waitFor()).isZero();
        return List.copyOf(server.requests().subList(before, server.requests().size()));
    }

    private void killed(String version, int at, boolean done) throws Exception {
        CompletableFuture<Process> process = new CompletableFuture<>();
        CountDownLatch dead = new CountDownLatch(1);
        server.fault((exchange, number) -> {
            if (number != at) {
                return false;
            }
            if (done) {
                server.serveWithoutAnswer(exchange);
            }
            process.join().destroyForcibly().onExit().join();
            dead.countDown();
            return true;
        });
        process.complete(publisher(version));
        assertThat(process.join().waitFor()).isNotZero();
        dead.await();
    }

    private static boolean isPush(String request) {
        return request.startsWith("POST") && request.endsWith("git-receive-pack");
    }

    private Process publisher(String version) throws Exception {
        Path output = Files.createTempFile(folder, "publisher", ".txt");
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RemotePublisher.class.getName(),
                        folder.toString(),
                        server.address(),
                        TOKEN,
                        version)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
