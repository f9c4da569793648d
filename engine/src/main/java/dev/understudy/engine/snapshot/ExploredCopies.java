package dev.understudy.engine.snapshot;

import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.CanonicalValue;
import dev.understudy.engine.traffic.LoggedEvent;
import dev.understudy.engine.traffic.Prediction;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * How many rows of a snapshot an event becomes where decisions hide outcomes. One that the draw let through stands for those
 * like it that were blocked, 1/propensity in all, rounded; whole copies mean the same to every algorithm. One that was blocked
 * becomes none, even if its outcome came in some other way, since those that do are no random sample.
 *
 * @param positive the positive outcome, in canonical form
 */
record ExploredCopies(String positive) implements ToIntFunction<LoggedEvent> {
    /** More copies of one event than this would be learnt by heart. The rest of its weight is given up. */
    static final int MOST = 20;

    static ExploredCopies of(TaskDefinition task) {
        String written = task.outcome().positive().orElseThrow();
        String canonical = CanonicalValue.of(written);
        return new ExploredCopies(canonical == null ? written : canonical);
    }

    @Override
    public int applyAsInt(LoggedEvent logged) {
        Optional<Prediction> acted = logged.prediction();
        if (acted.isEmpty()) {
            return 1;
        }
        if (acted.get().decision().equals(Optional.of(positive))) {
            return 0;
        }
        double propensity = acted.get().propensity().orElse(1);
        return propensity > 0 ? Math.clamp(Math.round(1 / propensity), 1, MOST) : 1;
    }
}
