package dev.understudy.engine.task;

/** From which score on an event is decided positive. */
public sealed interface DecisionThreshold {
    /** Where nothing is said. */
    Fixed USUAL = new Fixed(0.5);

    /**
     * A probability that the task file says.
     *
     * @param value decided positive at or above it, in [0, 1]
     */
    record Fixed(double value) implements DecisionThreshold {}

    /**
     * A probability that each training finds anew.
     *
     * @param goal what it is the best for
     */
    record Tuned(ThresholdGoal goal) implements DecisionThreshold {}
}
