package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.sample.WorldSpec;
import java.nio.file.Path;
import java.time.Instant;

/**
 * When what happens in a demonstration on the sample world. Both models learn from the same number of days, so that a
 * difference between them is the world's and not the data's.
 *
 * @param events how many events the world has
 * @param seed of the world
 * @param firstAsOf as of when the first model is trained
 * @param firstWindow what its release is simulated on, against no model
 * @param asOf as of when the model is trained again
 * @param window what the release of that is simulated on, against the first one
 * @param waveBegin when the world's new scheme begins
 */
public record SamplePlan(
        long events,
        long seed,
        Instant firstAsOf,
        TimeWindow firstWindow,
        Instant asOf,
        TimeWindow window,
        Instant waveBegin) {
    private static final long EVENTS = 15_000;
    private static final int FIRST = 45;
    private static final int FIRST_END = 73;
    private static final int BEFORE = 68;
    private static final int DAYS_INTO_THE_WAVE = 30;

    /** The demonstration that users see: the first model knows nothing of the wave, the second saw 20 days of it. */
    public static SamplePlan standard() {
        WorldSpec world = WorldSpec.standard(1);
        Instant retraining = world.dayOf(world.wave().beginDay() + DAYS_INTO_THE_WAVE);
        return of(EVENTS, world, retraining, world.end());
    }

    /** The same retraining before the wave: there is nothing new to learn. */
    public static SamplePlan beforeTheWave() {
        WorldSpec world = WorldSpec.standard(1);
        return of(EVENTS, world, world.dayOf(BEFORE), world.waveBegin());
    }

    private static SamplePlan of(long events, WorldSpec world, Instant retraining, Instant end) {
        return new SamplePlan(
                events,
                world.seed(),
                world.dayOf(FIRST),
                new TimeWindow(world.dayOf(FIRST), world.dayOf(FIRST_END)),
                retraining,
                new TimeWindow(retraining, end),
                world.waveBegin());
    }

    /** The same plan on another world. */
    public SamplePlan with(long otherEvents, long otherSeed) {
        return new SamplePlan(otherEvents, otherSeed, firstAsOf, firstWindow, asOf, window, waveBegin);
    }

    /** The events of the plan's world, as CSV. */
    SampleFiles.Request files(Path folder) {
        return new SampleFiles.Request(folder, events, seed, "csv");
    }
}
