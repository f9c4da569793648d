package dev.understudy.engine.statistics;

import java.util.List;
import java.util.Optional;

/** Adds up the contributions of one sample's events to the variance of their sum, under an assumed dependence. */
interface VarianceEstimator {

    /** Why this sample tells nothing about the variance, where it does not. */
    Optional<UndeterminedReason> obstacle();

    /** The variance of the sum of the contributions, one per event of the sample; there must be no obstacle. */
    VarianceEstimate estimate(double[] contributions);

    /** The same for each number of a grid. */
    List<VarianceEstimate> estimate(GriddedContributions contributions);
}
