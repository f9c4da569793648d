package dev.understudy.engine.task;

import dev.understudy.engine.statistics.Dependence;
import java.time.Duration;

/**
 * What is replayed, and how its statistics are made.
 *
 * @param window what a scheduled retraining replays
 * @param dependence how events may depend on each other
 * @param minimumCoverage share of the window's events whose outcome must have matured, in [0, 1]
 */
public record SimulationSection(Duration window, Dependence dependence, double minimumCoverage) {}
