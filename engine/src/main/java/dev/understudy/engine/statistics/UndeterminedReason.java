package dev.understudy.engine.statistics;

/** Why a metric or the error of its difference cannot be computed from a sample. */
public enum UndeterminedReason {
    /** Fewer than two events that weigh anything, or fewer than two that the metric looks at. */
    TOO_FEW_EVENTS("fewer than two events count"),
    /** The metric compares positives with negatives, and one of them has fewer than two events. */
    TOO_FEW_OF_A_CLASS("there are fewer than two events of one class"),
    /** The metric needs positive outcomes, and there are fewer than two. */
    TOO_FEW_POSITIVE_OUTCOMES("fewer than two outcomes are positive"),
    /** The metric looks at what a model labels positive, and one of the models does so fewer than twice. */
    TOO_FEW_POSITIVE_LABELS("a model labels fewer than two events positive"),
    /** All outcomes are the same number, so that there is no variance to explain. */
    CONSTANT_OUTCOME("all outcomes are the same"),
    /** The cost of decisions was asked for, and the task names no costs. */
    NO_COSTS("the task names no costs of its decisions"),
    /** All events are of one block, so that nothing tells how much blocks differ. */
    ONE_BLOCK("all events are of one day, so that the variation between days is unknown"),
    /** All events are of one cluster, so that nothing tells how much clusters differ. */
    ONE_CLUSTER("all events are of one cluster, so that the variation between clusters is unknown"),
    /** Decisions hid outcomes, and there is no proven best and worst case of the metric. */
    HIDDEN_OUTCOMES("decisions hid outcomes, and how far that may have moved it is not known"),
    /** The numbers are so large that their squares leave the range of double. */
    OUT_OF_RANGE("the numbers are too large to compute with");

    private final String sentence;

    UndeterminedReason(String sentence) {
        this.sentence = sentence;
    }

    /** The reason as a clause in English, with no full stop. */
    public String sentence() {
        return sentence;
    }
}
