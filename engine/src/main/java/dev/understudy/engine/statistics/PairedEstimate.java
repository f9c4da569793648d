package dev.understudy.engine.statistics;

/** What a sample says about the difference of a metric between two models: an interval, or why there is none. */
public sealed interface PairedEstimate permits PairedDifference, UndeterminedDifference {
    /** What was measured. */
    Metric metric();

    /** How many events weighed anything. */
    int events();
}
