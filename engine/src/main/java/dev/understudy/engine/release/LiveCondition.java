package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

    /**
     * The model that the candidate was compared with is the live one still: production's, else staging's.
     *
     * @param compared its digest; null: nothing was live
     */
    static LiveCondition stillLive(@Nullable Digest compared) {
        return live -> {
            Digest now = live.compared().map(ModelPointer::digest).orElse(null);
            return Objects.equals(now, compared)
                    ? Optional.empty()
                    : Optional.of("the simulation compared with " + name(compared) + ", and now " + name(now)
                            + " is live; simulate again");
        };
    }

    private static String name(@Nullable Digest digest) {
        return digest == null ? "no model" : digest.text();
    }
}
