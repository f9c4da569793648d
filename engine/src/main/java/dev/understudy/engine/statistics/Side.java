package dev.understudy.engine.statistics;

/** Which of the two models of a pair. */
public enum Side {
    /** The model in use. */
    LIVE,
    /** The model that may replace it. */
    CANDIDATE
}
