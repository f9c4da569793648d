package dev.understudy.engine.statistics;

import java.util.function.IntToDoubleFunction;

/**
 * Contributions of the events of a sample to several numbers at once, such as a curve's height at each place of a grid.
 * Too many to be kept for a million events; what is asked of them is the sums over groups.
 */
interface GriddedContributions {
    /** Per number, Σ over the groups of (the sum of their events' contributions, times the group's correction)². */
    double[] sumsOfSquares(Partition groups, IntToDoubleFunction correction);

    /** Per number and group, the sum of their events' contributions; for groups that are few. */
    double[][] sums(Partition groups);

    /** Per number, Σ over the events of their contribution². */
    double[] sumsOfSquares();
}
