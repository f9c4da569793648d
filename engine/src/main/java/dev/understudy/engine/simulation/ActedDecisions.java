package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.LoggedScores;

/** What was decided on the events of a day when they were answered, by whichever model, and what that lets be seen. */
final class ActedDecisions {
    private static final int POSITIVE = 1;

    private final LoggedScores decisions;
    private final int[] labelOfCode;

    private ActedDecisions(LoggedScores decisions, int[] labelOfCode) {
        this.decisions = decisions;
        this.labelOfCode = labelOfCode;
    }

    static ActedDecisions of(LoggedScores decisions, Labels labels) {
        return new ActedDecisions(decisions, labels.numbers(decisions.labels()));
    }

    /** Whether the event was decided positive. One that nobody answered was not: its outcome came as it came. */
    boolean isPositive(int row) {
        int code = decisions.label(row);
        return code >= 0 && labelOfCode[code] == POSITIVE;
    }

    /** Whether the event was let through by the draw alone. */
    boolean isExplored(int row) {
        return !isPositive(row) && propensity(row) < 1;
    }

    /** Whether others like it were let through, and may speak for it. */
    boolean hasOverlap(int row) {
        return propensity(row) > 0;
    }

    /** How many events like it its outcome stands for; 1 where nothing hid any of them. */
    double weight(int row) {
        double propensity = propensity(row);
        return propensity > 0 ? 1 / propensity : 1;
    }

    /** NaN where it was not said, as in the log of a model that lives elsewhere. */
    private double propensity(int row) {
        return decisions.propensity(row);
    }
}
