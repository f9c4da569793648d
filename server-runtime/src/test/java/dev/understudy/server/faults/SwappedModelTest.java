package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.command.CommandScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A served model is taken over again and again while calls go on, and a service starts without its store. With
 * {@code -Dunderstudy.faults=full} the model is swapped a hundred times, else five times.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one workspace with two trained models for all
class SwappedModelTest {
    private static final int SWAPS = System.getProperty("understudy.faults", "").equals("full") ? 100 : 5;
    private static final int CALLERS = 4;

    @TempDir
    static Path folder;

    private CommandScene commands;
    private Path mounted;
    private final List<String> pointers = new ArrayList<>();
    private int release;

    @BeforeAll
    void releaseTwoModels() throws IOException {
        commands = ServedProcess.workspace(folder);
        for (String version : List.of("v1", "v2")) {
            pointers.add(ServedProcess.released(commands, version));
        }
        mounted = Files.createDirectories(folder.resolve("mounted"));
        Files.createDirectories(mounted.resolve(ServedProcess.TASK));
        mountNext();
    }

    @AfterEach
    void noProcessIsLeft() {
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().commandLine().orElse("").contains(folder.toString()));
    }

    /** The next release, of the other model. */
    private void mountNext() throws IOException {
        release++;
        Path partial = folder.resolve("pointer");
        Files.writeString(
                partial, pointers.get(release % 2).replaceAll("MODEL_RELEASE=\\d+", "MODEL_RELEASE=" + release));
        Files.move(
                partial,
                mounted.resolve(ServedProcess.TASK).resolve(ServedProcess.TASK + ".env"),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private ServedProcess serve() throws IOException {
        return ServedProcess.start(commands.workspace(), "--models", mounted.toString());
    }

    @Test
    void noCallFailsAndEachAnswersVersionIsItsLogRows() throws Exception {
        Map<String, String> versions = new ConcurrentHashMap<>();
        AtomicBoolean over = new AtomicBoolean();
        try (ServedProcess served = serve();
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> calling = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                String name = "caller-" + caller + "-";
                calling.add(callers.submit(() -> {
                    for (int i = 0; !over.get(); i++) {
                        JsonNode answer = served.predict(name + i);
                        versions.put(name + i, answer.path("version").asString());
                    }
                    return null;
                }));
            }
            try {
                for (int swap = 0; swap < SWAPS; swap++) {
                    mountNext();
                    served.await(release);
                }
            } finally {
                over.set(true);
            }
            for (Future<?> each : calling) {
                each.get(60, TimeUnit.SECONDS); // a call that was not answered with 200 has thrown
            }
            assertThat(versions.values()).contains("v1", "v2");
            for (Map.Entry<String, String> answer : versions.entrySet()) {
                JsonNode row = served.get("/v1/tasks/" + ServedProcess.TASK + "/predictions/" + answer.getKey());
                assertThat(row.path("predictions")).hasSize(1);
                assertThat(row.path("predictions").get(0).path("version").asString())
                        .isEqualTo(answer.getValue());
            }
            System.out.printf("%d swaps, %d calls, none failed%n", SWAPS, versions.size());
        }
    }

    @Test
    void withoutItsStoreItServesTheCachedModelAndIsFreshOnceTheStoreIsBack() throws Exception {
        serve().close();
        Path store = commands.workspace().resolve("store");
        Path away = commands.workspace().resolve("away");
        Files.move(store, away);
        long begin = System.nanoTime();
        try (ServedProcess served = serve()) {
            served.awaitReady();
            double seconds = (System.nanoTime() - begin) / 1e9;
            assertThat(served.model().path("stale").asBoolean()).isTrue();
            assertThat(served.model().path("release").asInt()).isEqualTo(release);
            assertThat(served.predict("a").path("score").isNumber()).isTrue();
            assertThat(seconds).isLessThan(10);
            Files.move(away, store);
            served.awaitModel(model -> !model.path("stale").asBoolean());
            System.out.printf("ready without the store after %.1f s%n", seconds);
        }
    }

    @Test
    void withNeitherStoreNorSoundCacheItIsNotReadyLivesAndGoesOnTrying() throws Exception {
        serve().close();
        Path store = commands.workspace().resolve("store");
        Path away = commands.workspace().resolve("away");
        Files.move(store, away);
        try (Stream<Path> files = Files.walk(commands.workspace().resolve("data/models"))) {
            for (Path file :
                    files.filter(each -> each.endsWith("model.safetensors")).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        try (ServedProcess served = serve()) {
            assertThat(served.status("/v2/health/live")).isEqualTo(200);
            assertThat(served.status("/v2/health/ready")).isEqualTo(503);
            Files.move(away, store);
            served.awaitReady();
            assertThat(served.model().path("stale").asBoolean()).isFalse();
        }
    }
}
