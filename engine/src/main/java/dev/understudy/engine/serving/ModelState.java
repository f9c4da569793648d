package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import java.util.Optional;

/** How it stands with the model of a task. */
public sealed interface ModelState {
    /** Nothing of the task is released where we look. */
    record NothingReleased() implements ModelState {}

    /**
     * Something is released, or may be, and cannot be had.
     *
     * @param trouble why
     */
    record Failed(Trouble trouble) implements ModelState {}

    /**
     * A model answers.
     *
     * @param served the model
     * @param trouble why it may not be the one that is released; empty: it is
     */
    record Serving(ServedModel served, Optional<Trouble> trouble) implements ModelState {
        /** Whether something else may be released by now. */
        public boolean isStale() {
            return trouble.isPresent();
        }
    }

    /**
     * Why the released model cannot be had.
     *
     * @param code its code
     * @param reason for the operator; may name files
     */
    record Trouble(ErrorCode code, String reason) {}
}
