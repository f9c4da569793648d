package dev.understudy.engine.task;

import dev.understudy.engine.statistics.DecisionCosts;
import java.util.Optional;

/**
 * How a score becomes a decision.
 *
 * @param threshold binary: decided positive at or above this probability, in [0, 1]
 * @param costs what a wrong decision costs, if it is known
 * @param unit the unit of the costs, such as {@code EUR}; empty without costs
 */
public record DecisionRule(double threshold, Optional<DecisionCosts> costs, String unit) {}
