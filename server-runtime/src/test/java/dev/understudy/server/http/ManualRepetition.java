package dev.understudy.server.http;

import dev.understudy.engine.common.Repetition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Repeats when a test says that an interval is over. */
final class ManualRepetition implements Repetition {
    private final List<Runnable> works = new ArrayList<>();

    @Override
    public Ongoing every(String name, Duration interval, Runnable work) {
        works.add(work);
        return () -> works.remove(work);
    }

    void intervalIsOver() {
        List.copyOf(works).forEach(Runnable::run);
    }
}
