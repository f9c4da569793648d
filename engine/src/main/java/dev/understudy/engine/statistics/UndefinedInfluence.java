package dev.understudy.engine.statistics;

import java.util.Objects;

/**
 * A metric that has no value on a sample.
 *
 * @param reason why
 */
public record UndefinedInfluence(UndeterminedReason reason) implements Influence {
    public UndefinedInfluence {
        Objects.requireNonNull(reason, "reason");
    }
}
