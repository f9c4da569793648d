package dev.understudy.engine.task;

import java.util.Optional;

/**
 * Where an event's outcome is found, and when it counts.
 *
 * @param column the outcome's value
 * @param positive the value of the positive class; present exactly for binary tasks
 * @param knownAt when the outcome became known; absent: with the event
 * @param maturity when the outcome had its fair chance to become known
 */
public record OutcomeColumns(String column, Optional<String> positive, Optional<String> knownAt, Maturity maturity) {
    boolean isColumn(String name) {
        return name.equals(column)
                || knownAt.filter(name::equals).isPresent()
                || (maturity instanceof Maturity.Column(String maturesAt) && maturesAt.equals(name));
    }
}
