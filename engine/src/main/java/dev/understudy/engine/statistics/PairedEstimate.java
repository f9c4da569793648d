package dev.understudy.engine.statistics;

/** What a sample says about the difference of a metric between two models: an interval, a range where outcomes are hidden, or why there is none. */
public sealed interface PairedEstimate permits PairedDifference, BoundedDifference, UndeterminedDifference {
    /** What was measured. */
    Metric metric();

    /** How many events weighed anything. */
    int events();
}
