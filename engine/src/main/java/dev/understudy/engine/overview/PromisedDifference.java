package dev.understudy.engine.overview;

import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.statistics.Metric;
import java.util.Optional;

/**
 * What the simulation behind a release had found.
 *
 * @param release the release
 * @param before the version that it was compared with; empty for none
 * @param metric the gate's first success metric
 * @param lower lower bound of the difference
 * @param value the difference, candidate − live
 * @param upper upper bound
 */
public record PromisedDifference(
        Release release, Optional<VersionName> before, Metric metric, double lower, double value, double upper) {}
