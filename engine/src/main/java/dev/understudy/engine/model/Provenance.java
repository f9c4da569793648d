package dev.understudy.engine.model;

import dev.understudy.engine.common.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a model comes from. All of it is a function of the data and the specification: no name, time or duration of the
 * training itself, so that the same training gives the same bytes.
 *
 * @param algorithm the algorithm's name
 * @param parameters all its parameters, defaults included
 * @param seed of all randomness
 * @param asOf what was known then was trained on
 * @param snapshot digest of the training snapshot
 * @param rows labelled events in it
 * @param metrics what training itself says of the model, by name
 * @param importance how much each feature moves the scores; empty in what earlier builds trained
 * @param tuning how the parameters were found, if they were searched
 * @param engineVersion version of Understudy
 */
public record Provenance(
        String algorithm,
        SortedMap<String, String> parameters,
        long seed,
        Instant asOf,
        Digest snapshot,
        long rows,
        SortedMap<String, Double> metrics,
        Optional<FeatureImportance> importance,
        Optional<Tuning> tuning,
        String engineVersion) {
    public Provenance {
        parameters = copy(parameters);
        metrics = copy(metrics);
    }

    private static <V> SortedMap<String, V> copy(Map<String, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
