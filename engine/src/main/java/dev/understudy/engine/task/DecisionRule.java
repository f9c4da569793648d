package dev.understudy.engine.task;

import dev.understudy.engine.statistics.DecisionCosts;
import java.util.Optional;

/**
 * How a score becomes a decision.
 *
 * @param threshold binary: from which score on an event is decided positive
 * @param costs what a wrong decision costs, if it is known
 * @param unit the unit of the costs, such as {@code EUR}; empty without costs
 * @param outcomeGate whether a positive decision hides the outcome
 */
public record DecisionRule(
        DecisionThreshold threshold, Optional<DecisionCosts> costs, String unit, OutcomeGate outcomeGate) {
    /** A rule whose decisions hide nothing. */
    public DecisionRule(DecisionThreshold threshold, Optional<DecisionCosts> costs, String unit) {
        this(threshold, costs, unit, new OutcomeGate.Open());
    }
}
