package dev.understudy.engine.pipeline;

import static dev.understudy.engine.release.Environment.STAGING;
import static dev.understudy.engine.world.World.day;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A world with a first model in staging, and a retraining of it at its fortieth day, which the gate approves. */
final class RetrainingScene implements AutoCloseable {
    static final Instant MOMENT = day(40);

    final World world;
    final VersionName first;

    RetrainingScene(Path directory, Map<String, String> environment) {
        world = World.in(directory, TaskKind.BINARY, "", environment);
        world.edit("simulation: {window: P20D, minimumCoverage: 0.5}\n");
        first = world.train(10);
        world.release(first, STAGING, Optional.empty(), Optional.of("the first"));
    }

    RetrainingJob.Retrained retrain() {
        return retrain(world.engine(), RunControl.UNWATCHED);
    }

    static RetrainingJob.Retrained retrain(Engine engine, RunControl control) {
        return engine.retrainingJob()
                .run(engine.workspace().task(new TaskName("world")), MOMENT, Optional.of(STAGING), control);
    }

    /** Runs both at the same time, on threads of their own, and hands out what came of them. */
    static <T> List<T> atOnce(Callable<T> one, Callable<T> other) {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            return threads.invokeAll(List.of(one, other)).stream()
                    .map(Future::resultNow)
                    .toList();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<ModelVersion> versions() {
        return world.engine().registry().versions(world.task().name());
    }

    List<StoredSimulation> simulations() {
        return world.engine().simulations().simulations(world.task().name());
    }

    List<Release> releases() {
        return world.engine().config().history(world.task().name(), STAGING).releases();
    }

    @Override
    public void close() {
        world.close();
    }
}
