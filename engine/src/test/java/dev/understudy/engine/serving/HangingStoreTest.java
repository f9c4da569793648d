package dev.understudy.engine.serving;

import static dev.understudy.engine.release.Environment.PRODUCTION;
import static dev.understudy.engine.release.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.ModelPointer;
import dev.understudy.engine.signing.ModelTrust;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that hangs, fails again and again, points elsewhere or has too much: nobody waits for it, nothing of it serves. */
final class HangingStoreTest {
    private static final TaskName TASK = new TaskName("world");
    private static final TaskName OTHER = new TaskName("other");
    private static final FetchPolicy QUICK =
            new FetchPolicy(Duration.ofMillis(40), Duration.ofSeconds(30), 4, 1 << 20, 1 << 20);

    @TempDir
    Path directory;

    private World world;
    private ArtifactStore store;
    private ModelPointer released;
    private final HeardModels heard = new HeardModels();
    private final CountDownLatch back = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void release() {
        world = World.in(directory, TaskKind.BINARY);
        VersionName version = world.train(20);
        for (Environment environment : List.of(STAGING, PRODUCTION)) {
            world.release(version, environment, Optional.empty(), Optional.of("for the test"));
        }
        store = world.engine().store();
        released = world.engine().config().pointer(TASK, PRODUCTION).orElseThrow();
    }

    @AfterEach
    void close() {
        back.countDown();
        world.close();
    }

    private ReleasedModels source(ModelPointer pointer) {
        return new ReleasedModels() {
            @Override
            public Optional<ModelPointer> pointer(TaskName task) {
                return task.equals(TASK) ? Optional.of(pointer) : Optional.empty();
            }

            @Override
            public String channel() {
                return "test";
            }

            @Override
            public String where() {
                return "in the test";
            }
        };
    }

    private TaskModel model(ReleasedModels source, Supplier<ArtifactStore> from, FetchPolicy policy) {
        return new TaskModel(
                TASK,
                new TaskModel.Parts(
                        source,
                        new ModelLoading(
                                from, SampleBuilders.none(), ModelTrust.unsigned(), policy, InstantSource.system()),
                        new ModelCache(directory.resolve("cache"), source.channel(), policy),
                        policy,
                        heard,
                        System::nanoTime));
    }

    private ArtifactStore whenItIsBack() {
        asked.incrementAndGet();
        try {
            assertThat(back.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return store;
    }

    private static ErrorCode failure(TaskModel model) {
        return ((ModelState.Failed) model.state()).trouble().code();
    }

    @Test
    void oneThatHangsIsAskedOnceAndItsAnswerIsTakenWhenItComes() {
        TaskModel model = model(source(released), this::whenItIsBack, QUICK);
        model.look();
        assertThat(failure(model)).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
        for (int look = 0; look < 10; look++) {
            model.look();
        }
        assertThat(asked).hasValue(1);
        back.countDown();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!(model.state() instanceof ModelState.Serving) && System.nanoTime() < deadline) {
            model.look();
        }
        assertThat(model.state()).isInstanceOf(ModelState.Serving.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void withACachedModelItHoldsUpNobody() {
        model(source(released), () -> store, QUICK).look();
        TaskModel model = model(source(released), this::whenItIsBack, QUICK);
        model.look();
        assertThat(((ModelState.Serving) model.state()).trouble().orElseThrow().code())
                .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void oneThatFailsIsAskedMoreAndMoreRarely() {
        TaskModel model = model(
                source(released),
                () -> {
                    asked.incrementAndGet();
                    throw new UnderstudyException(ErrorCode.STORE_UNAVAILABLE, "down");
                },
                QUICK);
        for (int look = 0; look < 16; look++) {
            model.look();
        }
        assertThat(asked).hasValue(6); // at the looks 0, 1, 3, 7, 11 and 15
        assertThat(heard.states).hasSize(1);
    }

    @Test
    void aModelThatIsTooLargeIsNotTaken() {
        FetchPolicy small = new FetchPolicy(Duration.ofSeconds(20), Duration.ofSeconds(30), 4, 1 << 20, 100);
        TaskModel model = model(source(released), () -> store, small);
        model.look();
        assertThat(failure(model)).isEqualTo(ErrorCode.ARTIFACT_INVALID);
    }

    @Test
    void anAddressElsewhereIsRefusedBeforeAnythingIsReadEvenWithTheModelInTheCache() {
        model(source(released), () -> store, QUICK).look();
        String root = released.uri().replaceAll("/models/world/v1$", "");
        for (String elsewhere : List.of(
                "file:///etc",
                "http://169.254.169.254/latest/meta-data",
                "gs://other/models/world/v1",
                root + "-other/models/world/v1",
                root + "/models/../../etc",
                root + "/models/%2e%2e/x",
                root + "//etc")) {
            ModelPointer pointer = new ModelPointer(elsewhere, released.version(), released.digest(), 2);
            TaskModel model = model(source(pointer), () -> store, QUICK);
            model.look();
            ModelState.Serving serving = (ModelState.Serving) model.state(); // the last good one, as it was released
            assertThat(serving.served().pointer()).as(elsewhere).isEqualTo(released);
            assertThat(serving.trouble().orElseThrow().code()).as(elsewhere).isEqualTo(ErrorCode.ARTIFACT_NAME_INVALID);
        }
    }

    @Test
    void aTaskWhoseSourceHangsHoldsUpNoOther() {
        ReleasedModels source = new ReleasedModels() {
            @Override
            public Optional<ModelPointer> pointer(TaskName task) {
                if (task.equals(OTHER)) {
                    whenItIsBack();
                }
                return Optional.of(released);
            }

            @Override
            public String channel() {
                return "test";
            }

            @Override
            public String where() {
                return "in the test";
            }
        };
        ServedModels models = new ServedModels(
                List.of(OTHER, TASK),
                new TaskModel.Parts(
                        source,
                        new ModelLoading(
                                () -> store,
                                SampleBuilders.none(),
                                ModelTrust.unsigned(),
                                QUICK,
                                InstantSource.system()),
                        new ModelCache(directory.resolve("cache"), "test", QUICK),
                        QUICK,
                        heard,
                        System::nanoTime));
        models.models().values().forEach(TaskModel::look);
        assertThat(models.state(TASK)).isInstanceOf(ModelState.Serving.class);
        assertThat(models.state(OTHER)).isInstanceOf(ModelState.Failed.class);
        assertThat(models.isReady()).isFalse();
    }
}
