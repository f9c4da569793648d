package dev.understudy.engine.serving;

import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.world.World.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service that starts makes of the last good model of its local cache. */
final class CachedModelTest {
    private static final TaskName TASK = new TaskName("world");

    @TempDir
    Path directory;

    private World world;
    private VersionName v1;
    private Serving serving;
    private HeardModels heard = new HeardModels();
    private Runnable interval = () -> {};

    @BeforeEach
    void serveOnce() {
        world = World.in(directory, TaskKind.BINARY);
        v1 = release(world.train(20));
        start();
        assertThat(predict("first").version()).isEqualTo(v1);
        serving.close();
    }

    @AfterEach
    void close() {
        serving.close();
        world.close();
    }

    private VersionName release(VersionName version) {
        for (Environment environment : List.of(STAGING, PRODUCTION)) {
            assertThat(world.release(version, environment, Optional.empty(), Optional.of("for the test")))
                    .isInstanceOf(PublishOutcome.Merged.class);
        }
        return version;
    }

    private void start() {
        heard = new HeardModels();
        serving = world.engine().serving(PRODUCTION, heard, System::nanoTime, (name, length, work) -> {
            interval = work;
            return () -> {};
        });
        serving.start();
    }

    private Prediction predict(String id) {
        OfferedEvent event = new OfferedEvent(
                Optional.of(id), Optional.of(day(50).toString()), Map.of("size", "3.5", "age", "2", "colour", "red"));
        PredictionAnswer answer = serving.predictions().predict(TASK, List.of(event));
        return ((PredictionAnswer.Answered) answer).predictions().getFirst().prediction();
    }

    private Path home() {
        return directory.resolve("workspace");
    }

    private Path cache() {
        return home().resolve("data/models/production/world");
    }

    private void moveStore(String from, String to) throws IOException {
        Files.move(home().resolve(from), home().resolve(to));
    }

    private ModelState.Serving state() {
        return (ModelState.Serving) serving.models().state(TASK);
    }

    private ErrorCode trouble() {
        return state().trouble().orElseThrow().code();
    }

    @Test
    void withTheStoreAwayItServesAsStaleUntilTheStoreIsBack() throws IOException {
        moveStore("store", "away");
        start();
        assertThat(trouble()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        assertThat(predict("a").version()).isEqualTo(v1);
        assertThat(serving.models().isReady()).isTrue();
        assertThat(home().resolve("store")).doesNotExist(); // looking does not make one
        moveStore("away", "store");
        interval.run();
        assertThat(state().isStale()).isFalse();
    }

    @Test
    void whatIsReleasedMeanwhileTakesOverWhenTheStoreIsBack() throws IOException {
        VersionName v2 = release(world.train(20, "seed=99"));
        moveStore("store", "away");
        start();
        assertThat(predict("a").version()).isEqualTo(v1);
        assertThat(trouble()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        moveStore("away", "store");
        interval.run();
        assertThat(predict("b").version()).isEqualTo(v2);
        assertThat(state().isStale()).isFalse();
    }

    @Test
    void withTheRepositoryAwayItServesAsStale() throws IOException {
        Files.writeString(home().resolve("config.git/config"), "[[[");
        start();
        assertThat(predict("a").version()).isEqualTo(v1);
        assertThat(trouble()).isEqualTo(ErrorCode.REPOSITORY_INVALID);
    }

    @Test
    void itNeverStandsInForAnotherEnvironment() throws IOException {
        moveStore("store", "away");
        serving = world.engine().serving(STAGING, heard, System::nanoTime, (name, length, work) -> () -> {});
        serving.start();
        assertThat(serving.models().state(TASK)).isInstanceOf(ModelState.Failed.class);
    }

    @Test
    void withNeitherStoreNorCacheItIsNotReadyAndGoesOnTrying() throws IOException {
        Files.move(home().resolve("data/models"), directory.resolve("models"));
        moveStore("store", "away");
        start();
        assertThat(serving.models().state(TASK)).isInstanceOf(ModelState.Failed.class);
        assertThat(serving.models().isReady()).isFalse();
        moveStore("away", "store");
        interval.run();
        assertThat(predict("a").version()).isEqualTo(v1);
        assertThat(state().isStale()).isFalse();
    }

    @Test
    void aCounterLowerThanTheLastGoodOnesIsRefusedAfterARestartToo() throws IOException {
        release(world.train(20, "seed=99"));
        interval.run(); // no service runs: nobody has seen it
        start();
        assertThat(state().served().pointer().release()).isEqualTo(2);
        serving.close();
        Files.move(home().resolve("config.git"), directory.resolve("away.git"));
        release(world.train(20, "seed=98")); // release 1 of a new repository
        start();
        assertThat(trouble()).isEqualTo(ErrorCode.REPOSITORY_INVALID);
        assertThat(state().served().pointer().release()).isEqualTo(2);
    }

    @Test
    void oneFlippedBitAnywhereAndItIsRefused() throws IOException {
        moveStore("store", "away");
        for (String name : List.of("manifest.json", "model.safetensors")) {
            Path file = model().resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int at : new int[] {0, 9, good.length / 3, good.length / 2, good.length - 2}) {
                byte[] bad = good.clone();
                bad[at] ^= 4;
                Files.write(file, bad);
                assertRefused(name + " at " + at);
            }
            Files.write(file, List.of("cut"));
            assertRefused(name + " cut");
            Files.write(file, good);
        }
        start();
        assertThat(predict("a").version()).isEqualTo(v1);
    }

    private void assertRefused(String what) {
        start();
        assertThat(serving.models().state(TASK)).as(what).isInstanceOf(ModelState.Failed.class);
        assertThat(heard.cacheCodes()).as(what).containsExactly(ErrorCode.ARTIFACT_INVALID);
        interval.run();
        assertThat(heard.cacheCodes()).as("told once").hasSize(1);
        serving.close();
    }

    @Test
    void aDamagedPointerIsRefused() throws IOException {
        Path pointer = cache().resolve("current.env");
        Files.writeString(pointer, Files.readString(pointer).replace("MODEL_RELEASE=", "MODEL_RELEASE=x"));
        Files.writeString(home().resolve("config.git/config"), "[[[");
        start();
        assertThat(serving.models().state(TASK)).isInstanceOf(ModelState.Failed.class);
        assertThat(heard.cacheCodes()).containsExactly(ErrorCode.ARTIFACT_INVALID);
    }

    @Test
    void aDamagedModelIsFetchedAnewWhereTheStoreIsThere() throws IOException {
        Path file = model().resolve("model.safetensors");
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[bad.length / 2] ^= 1;
        Files.write(file, bad);
        start();
        assertThat(predict("a").version()).isEqualTo(v1);
        assertThat(state().isStale()).isFalse();
        assertThat(file).hasBinaryContent(good);
    }

    @Test
    void itKeepsTheModelThatServesAndTheOneBefore() throws IOException {
        start();
        for (int seed = 91; seed <= 93; seed++) {
            release(world.train(20, "seed=" + seed));
            interval.run();
        }
        try (Stream<Path> entries = Files.list(cache())) {
            assertThat(entries.map(entry -> entry.getFileName().toString()).filter(name -> name.startsWith("sha256-")))
                    .hasSize(2);
        }
        assertThat(cache().resolve("current.env")).content().contains("MODEL_VERSION=v4");
        assertThat(cache().resolve("previous.env")).content().contains("MODEL_VERSION=v3");
    }

    @Test
    void whereItCannotBeWrittenTheModelServesAllTheSameAndThatIsTold() throws IOException {
        Files.move(home().resolve("data/models"), directory.resolve("models"));
        Files.writeString(home().resolve("data/models"), "a file in the way");
        start();
        assertThat(predict("a").version()).isEqualTo(v1);
        assertThat(state().isStale()).isFalse();
        assertThat(heard.cacheCodes()).contains(ErrorCode.FILE_UNAVAILABLE);
    }

    private Path model() throws IOException {
        try (Stream<Path> entries = Files.list(cache())) {
            return entries.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }
}
