package dev.understudy.engine.task;

import dev.understudy.engine.statistics.Metric;
import java.util.Optional;

/**
 * A metric that decides.
 *
 * @param metric which
 * @param role the part it plays
 * @param margin how much worse may still be tolerated, in the metric's own unit; positive
 * @param slice the events it is limited to, if not all
 */
public record GateMetric(Metric metric, GatePolicy.Role role, double margin, Optional<GatePolicy.Slice> slice) {}
