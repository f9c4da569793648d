package dev.understudy.engine.serving;

import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.world.World.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.PublishOutcome;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.Score;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which model answers, and what it says, while releases, repository and store change; time is moved by hand. */
final class ServingWorldTest {
    private static final TaskName TASK = new TaskName("world");

    @TempDir
    Path directory;

    private World world;
    private Serving serving;
    private final Heard heard = new Heard();
    private Runnable interval = () -> {};

    private static final class Heard implements ServingObserver {
        private final List<ModelState> states = new ArrayList<>();
        private int predicted;
        private int failed;

        @Override
        public void predicted(TaskName task, VersionName version, Optional<String> label) {
            predicted++;
        }

        @Override
        public void predictionFailed(TaskName task, Optional<VersionName> version) {
            failed++;
        }

        @Override
        public void stage(TaskName task, Stage stage, Duration took) {}

        @Override
        public void outcome(TaskName task, Optional<String> label) {}

        @Override
        public void modelChanged(TaskName task, ModelState state) {
            states.add(state);
        }
    }

    private void serve(TaskKind kind) {
        world = World.in(directory, kind);
        serving = world.engine().serving(PRODUCTION, heard, System::nanoTime, (name, length, work) -> {
            interval = work;
            return () -> {};
        });
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

    private static OfferedEvent event(String id) {
        return new OfferedEvent(
                Optional.of(id), Optional.of(day(50).toString()), Map.of("size", "3.5", "age", "2", "colour", "red"));
    }

    private Prediction predict(String id) {
        PredictionAnswer answer = serving.predictions().predict(TASK, List.of(event(id)));
        return ((PredictionAnswer.Answered) answer).predictions().getFirst().prediction();
    }

    private ModelState state() {
        return serving.models().state(TASK);
    }

    private ModelState.Serving stale(ErrorCode code) {
        ModelState.Serving now = (ModelState.Serving) state();
        assertThat(now.trouble().orElseThrow().code()).isEqualTo(code);
        return now;
    }

    @Test
    void withNothingReleasedTheTaskIsNotReadyAndSaysSo() {
        serve(TaskKind.BINARY);
        serving.start();
        assertThat(serving.models().isReady()).isFalse();
        assertThatThrownBy(() -> predict("a"))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
        assertThat(heard.failed).isEqualTo(1);
    }

    @Test
    void aReleaseTakesOverAtTheNextLook() {
        serve(TaskKind.BINARY);
        serving.start();
        VersionName v1 = release(world.train(20));
        assertThat(serving.models().isReady()).isFalse();
        interval.run();
        assertThat(predict("a").version()).isEqualTo(v1);
        VersionName v2 = release(world.train(20, "seed=99"));
        assertThat(predict("b").version()).isEqualTo(v1);
        interval.run();
        assertThat(predict("c").version()).isEqualTo(v2);
        assertThat(heard.states).hasSize(3); // nothing, then each of them
        assertThat(heard.predicted).isEqualTo(3);
    }

    @Test
    void anEventThatWasAnsweredKeepsItsAnswerUnderTheNextModel() {
        serve(TaskKind.BINARY);
        release(world.train(20));
        serving.start();
        Prediction first = predict("a");
        release(world.train(20, "parameters.maxDepth=2"));
        interval.run();
        assertThat(predict("a")).isEqualTo(first);
        assertThat(serving.predictions().logged(TASK, "a").predictions()).containsExactly(first);
    }

    @Test
    void aModelThatWasTamperedWithNeverTakesOver() throws IOException {
        serve(TaskKind.BINARY);
        VersionName v1 = release(world.train(20));
        serving.start();
        VersionName v2 = release(world.train(20, "seed=99"));
        Path tensors = directory.resolve("workspace/store/models/world/" + v2 + "/model.safetensors");
        byte[] original = Files.readAllBytes(tensors);
        byte[] changed = original.clone();
        changed[changed.length - 3] ^= 1;
        Files.write(tensors, changed);
        interval.run();
        assertThat(stale(ErrorCode.ARTIFACT_INVALID).served().pointer().version())
                .isEqualTo(v1);
        assertThat(predict("a").version()).isEqualTo(v1);
        assertThat(serving.models().isReady()).isTrue();
        Files.write(tensors, original);
        interval.run();
        assertThat(predict("b").version()).isEqualTo(v2);
    }

    @Test
    void aModelThatIsNotInTheStoreIsWaitedFor() throws IOException {
        serve(TaskKind.BINARY);
        VersionName v1 = release(world.train(20));
        Path manifest = directory.resolve("workspace/store/models/world/" + v1 + "/manifest.json");
        byte[] content = Files.readAllBytes(manifest);
        Files.delete(manifest);
        serving.start();
        assertThat(state()).isInstanceOf(ModelState.Failed.class);
        assertThat(serving.models().isReady()).isFalse();
        Files.write(manifest, content);
        interval.run();
        assertThat(predict("a").version()).isEqualTo(v1);
    }

    @Test
    void aRepositoryThatForgetsDoesNotEndTheService() throws IOException {
        serve(TaskKind.BINARY);
        VersionName v1 = release(world.train(20));
        serving.start();
        Files.move(directory.resolve("workspace/config.git"), directory.resolve("away.git"));
        interval.run(); // an empty repository is made in its place
        assertThat(stale(ErrorCode.LIVE_UNKNOWN).served().pointer().version()).isEqualTo(v1);
        assertThat(predict("a").version()).isEqualTo(v1);
    }

    @Test
    void aReleaseCounterThatGoesBackIsRefused() throws IOException {
        serve(TaskKind.BINARY);
        release(world.train(20));
        VersionName v2 = release(world.train(20, "seed=99"));
        serving.start();
        Files.move(directory.resolve("workspace/config.git"), directory.resolve("away.git"));
        release(world.train(20, "seed=98")); // release 1 of a new repository
        interval.run();
        assertThat(stale(ErrorCode.REPOSITORY_INVALID).served().pointer().version())
                .isEqualTo(v2);
    }

    @Test
    void everyKindOfTaskAnswersInItsOwnForm() {
        serve(TaskKind.MULTICLASS);
        release(world.train(20));
        serving.start();
        Prediction prediction = predict("a");
        assertThat(prediction.score()).isInstanceOf(Score.PerClass.class);
        assertThat(prediction.label()).isPresent();
        assertThat(predict("a")).isEqualTo(prediction);
    }

    @Test
    void aRegressionHasNoLabel() {
        serve(TaskKind.REGRESSION);
        release(world.train(20));
        serving.start();
        Prediction prediction = predict("a");
        assertThat(prediction.score()).isInstanceOf(Score.Single.class);
        assertThat(prediction.label()).isEmpty();
        assertThat(prediction.decision()).isEmpty();
    }
}
