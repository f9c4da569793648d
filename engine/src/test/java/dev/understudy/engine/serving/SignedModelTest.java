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
import dev.understudy.engine.signing.ModelSignature;
import dev.understudy.engine.signing.SigningKey;
import dev.understudy.engine.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that wants signatures, and what is released to it. */
final class SignedModelTest {
    private static final TaskName TASK = new TaskName("world");
    /** More than the longest pause after failures. */
    private static final int LOOKS = 12;

    @TempDir
    Path directory;

    private World world;
    private Serving serving;
    private Runnable interval = () -> {};
    private VersionName v1;
    private int calls;

    @BeforeEach
    void serveASignedModel() {
        SigningKey.KeyFiles keys = SigningKey.create(directory.resolve("keys"), "team", new SecureRandom());
        world = World.in(
                directory,
                TaskKind.BINARY,
                "",
                Map.of(
                        "UNDERSTUDY_SIGNING_KEY_FILE", keys.signing().toString(),
                        "UNDERSTUDY_SIGNING_TRUSTED_KEYS", keys.verifying().toString()));
        v1 = release(world.train(20));
        start();
        assertThat(served()).isEqualTo(v1);
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
        serving = world.engine().serving(PRODUCTION, new HeardModels(), System::nanoTime, (name, length, work) -> {
            interval = work;
            return () -> {};
        });
        serving.start();
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

    private Path signature(VersionName version) {
        return directory.resolve("workspace/store/models/world/" + version + "/" + ModelSignature.FILE);
    }

    private void look() {
        for (int i = 0; i < LOOKS; i++) {
            interval.run();
        }
    }

    private ModelState.Trouble trouble() {
        return ((ModelState.Serving) serving.models().state(TASK)).trouble().orElseThrow();
    }

    @Test
    void whatNobodyTrustedHasSignedNeverAnswers() throws IOException {
        VersionName v2 = release(world.train(20, "seed=99"));
        byte[] ours = Files.readAllBytes(signature(v2));
        Files.delete(signature(v2));
        look();
        assertThat(served()).isEqualTo(v1);
        assertThat(trouble().code()).isEqualTo(ErrorCode.ARTIFACT_INVALID);
        assertThat(trouble().reason()).contains("not signed");

        SigningKey stranger = SigningKey.read(
                SigningKey.create(directory.resolve("keys"), "stranger", new SecureRandom())
                        .signing(),
                new SecureRandom());
        Path folder = signature(v2).getParent();
        Files.write(
                signature(v2),
                ModelSignature.sign(
                        stranger,
                        TASK,
                        Files.readAllBytes(folder.resolve("manifest.json")),
                        Files.readAllBytes(folder.resolve("model.safetensors"))));
        look();
        assertThat(served()).isEqualTo(v1);
        assertThat(trouble().reason()).contains("not among the trusted");

        Files.copy(signature(v1), signature(v2), StandardCopyOption.REPLACE_EXISTING);
        look();
        assertThat(served()).isEqualTo(v1);
        assertThat(trouble().reason()).contains("not the file that was signed");

        Files.write(signature(v2), ours);
        look();
        assertThat(served()).isEqualTo(v2);
        assertThat(((ModelState.Serving) serving.models().state(TASK)).isStale())
                .isFalse();
    }

    @Test
    void theCacheIsTrustedNoMoreThanTheStore() throws IOException {
        serving.close();
        Files.move(directory.resolve("workspace/store"), directory.resolve("away"));
        start();
        assertThat(served()).as("signed, from the cache").isEqualTo(v1);
        serving.close();

        try (Stream<Path> files = Files.walk(directory.resolve("workspace/data/models"))) {
            for (Path file :
                    files.filter(file -> file.endsWith(ModelSignature.FILE)).toList()) {
                Files.delete(file);
            }
        }
        start();
        assertThat(serving.models().state(TASK)).isInstanceOf(ModelState.Failed.class);
    }

    @Test
    void whatIsNotSignedIsNotReleased() throws IOException {
        VersionName v2 = world.train(20, "seed=99");
        Files.delete(signature(v2));

        assertThatThrownBy(() -> world.release(v2, STAGING, Optional.empty(), Optional.of("for the test")))
                .isInstanceOfSatisfying(
                        UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ARTIFACT_INVALID));
    }

    @Test
    void trainingAgainSignsNothingTwice() throws IOException {
        byte[] before = Files.readAllBytes(signature(v1));

        assertThat(world.train(20)).isEqualTo(v1);

        assertThat(signature(v1)).hasBinaryContent(before);
    }
}
