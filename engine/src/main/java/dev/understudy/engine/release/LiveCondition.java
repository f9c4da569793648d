package dev.understudy.engine.release;

import java.util.Optional;

/**
 * What an approval takes for granted about the models that are live. It is asked on the very state that the change is
 * merged into, so that nobody can slip in between.
 */
@FunctionalInterface
public interface LiveCondition {
    /** Takes nothing for granted. */
    LiveCondition NONE = live -> Optional.empty();

    /** What stands against the change, in one sentence; empty if nothing does. */
    Optional<String> objection(LiveModels live);
}
