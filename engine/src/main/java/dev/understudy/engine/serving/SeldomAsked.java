package dev.understudy.engine.serving;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ModelPointer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A source that is elsewhere, spared: what it said holds for a while, also that it did not answer. Safe for many
 * threads.
 */
public final class SeldomAsked implements ReleasedModels {
    /** A release is seen within seconds, and a forge gets four askings a minute for each task. */
    public static final Duration STANDARD = Duration.ofSeconds(15);

    private final ReleasedModels source;
    private final Duration pause;
    private final LongSupplier nanoTime;
    private final Map<TaskName, Answer> answers = new ConcurrentHashMap<>();

    /** What was said, or why nothing was. */
    private record Answer(
            long at,
            Optional<ModelPointer> pointer,
            @Nullable UnderstudyException failure) {}

    /**
     * The source, asked seldom.
     *
     * @param pause how long an answer holds
     * @param nanoTime for durations
     */
    public SeldomAsked(ReleasedModels source, Duration pause, LongSupplier nanoTime) {
        this.source = source;
        this.pause = pause;
        this.nanoTime = nanoTime;
    }

    @Override
    public Optional<ModelPointer> pointer(TaskName task) {
        Answer known = answers.get(task);
        if (known == null || nanoTime.getAsLong() - known.at() >= pause.toNanos()) {
            known = ask(task);
            answers.put(task, known);
        }
        if (known.failure() != null) {
            throw known.failure();
        }
        return known.pointer();
    }

    private Answer ask(TaskName task) {
        try {
            return new Answer(nanoTime.getAsLong(), source.pointer(task), null);
        } catch (UnderstudyException e) {
            return new Answer(nanoTime.getAsLong(), Optional.empty(), e);
        }
    }

    @Override
    public String channel() {
        return source.channel();
    }

    @Override
    public String where() {
        return source.where();
    }
}
