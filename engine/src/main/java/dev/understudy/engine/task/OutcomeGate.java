package dev.understudy.engine.task;

/** Whether what is decided changes what can be known afterwards. */
public sealed interface OutcomeGate {
    /** The outcome is seen whatever is decided. */
    record Open() implements OutcomeGate {}

    /**
     * The outcome is not seen where the decision is positive, as nobody learns whether a blocked listing was a scam.
     *
     * @param exploration share of the events labelled positive that are decided negative all the same, in [0, 1), so that
     *     their outcomes are seen
     */
    record Closed(double exploration) implements OutcomeGate {
        public Closed {
            if (!(exploration >= 0 && exploration < 1)) {
                throw new IllegalArgumentException("exploration lies in [0, 1), and not at " + exploration);
            }
        }
    }

    /** Whether some decision hides an outcome. */
    default boolean isClosed() {
        return this instanceof Closed;
    }
}
