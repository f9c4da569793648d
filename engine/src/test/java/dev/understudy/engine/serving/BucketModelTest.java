package dev.understudy.engine.serving;

import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.world.World.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.store.GcsServer;
import dev.understudy.engine.store.GcsServer.Fault;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service whose models lie in a bucket that breaks as buckets do: in some ways in the build, in each with {@code
 * -Dunderstudy.faults=full}.
 */
final class BucketModelTest {
    private static final TaskName TASK = new TaskName("world");
    private static final boolean FULL = "full".equals(System.getProperty("understudy.faults"));
    /** More than the longest pause after failures. */
    private static final int LOOKS = 12;

    @TempDir
    Path directory;

    private GcsServer bucket;
    private World world;
    private Serving serving;
    private Runnable interval = () -> {};
    private int calls;

    @BeforeEach
    void serve() throws IOException {
        bucket = new GcsServer("models-of-ours");
        world = World.in(
                directory,
                TaskKind.BINARY,
                "",
                Map.of(
                        "UNDERSTUDY_STORE_BUCKET", "models-of-ours",
                        "UNDERSTUDY_STORE_FOLDER", "team",
                        "UNDERSTUDY_STORE_ENDPOINT", bucket.endpoint().toString(),
                        "UNDERSTUDY_STORE_PATIENCE", "PT1S"));
        release(world.train(20));
        serving = world.engine().serving(PRODUCTION, new HeardModels(), System::nanoTime, (name, length, work) -> {
            interval = work;
            return () -> {};
        });
        serving.start();
    }

    @AfterEach
    void close() throws IOException {
        serving.close();
        world.close();
        bucket.close();
    }

    private VersionName release(VersionName version) {
        for (Environment environment : List.of(STAGING, PRODUCTION)) {
            assertThat(world.release(version, environment, Optional.empty(), Optional.of("for the test")))
                    .isInstanceOf(PublishOutcome.Merged.class);
        }
        return version;
    }

    private VersionName served() {
        OfferedEvent event = new OfferedEvent(
                Optional.of("call-" + calls++),
                Optional.of(day(50).toString()),
                Map.of("size", "3.5", "age", "2", "colour", "red"));
        PredictionAnswer answer = serving.predictions().predict(TASK, List.of(event));
        return ((PredictionAnswer.Answered) answer)
                .predictions()
                .getFirst()
                .prediction()
                .version();
    }

    private ModelState.Serving state() {
        return (ModelState.Serving) serving.models().state(TASK);
    }

    @Test
    void whateverTheBucketDoesTheOldModelAnswersUntilTheNewOneIsThereWhole() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("503", new Fault.Status(503));
        faults.put("a byte now and then", new Fault.Trickle(200));
        faults.put("a flipped bit", new Fault.FlippedBit());
        if (FULL) { // each takes some seconds, for the pauses between tries
            faults.put("408", new Fault.Status(408));
            faults.put("429", new Fault.Status(429));
            faults.put("403", new Fault.Status(403));
            faults.put("reset", new Fault.Reset());
            faults.put("cut short", new Fault.CutShort());
        }
        VersionName before = served();
        int seed = 100;
        for (Map.Entry<String, Fault> each : faults.entrySet()) {
            VersionName next = release(world.train(20, "seed=" + seed++));
            bucket.breaks(1_000_000, GcsServer.Request::isMedia, each.getValue());
            for (int i = 0; i < LOOKS; i++) {
                interval.run();
                assertThat(served()).as(each.getKey()).isEqualTo(before);
            }
            assertThat(state().isStale()).as(each.getKey()).isTrue();

            bucket.mend();
            for (int i = 0; i < LOOKS; i++) {
                interval.run();
            }
            assertThat(served()).as("after %s", each.getKey()).isEqualTo(next);
            assertThat(state().isStale()).as(each.getKey()).isFalse();
            before = next;
        }
        release(world.train(20, "seed=" + seed));
        byte[] other = "not a model".getBytes(StandardCharsets.UTF_8); // and they stay: the last of all
        bucket.breaks(1_000_000, GcsServer.Request::isMedia, new Fault.Replaced(other));
        for (int i = 0; i < LOOKS; i++) {
            interval.run();
            assertThat(served()).isEqualTo(before);
        }
        assertThat(state().isStale()).isTrue();
    }

    @Test
    void aPodWithoutTheBucketServesFromItsCache() throws IOException {
        VersionName version = served();
        serving.close();
        bucket.close();

        serving = world.engine()
                .serving(PRODUCTION, new HeardModels(), System::nanoTime, (name, length, work) -> () -> {});
        serving.start();

        assertThat(served()).isEqualTo(version);
        assertThat(state().isStale()).isTrue();
    }
}
