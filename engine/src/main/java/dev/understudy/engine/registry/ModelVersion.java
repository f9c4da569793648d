package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.leak.LeakSuspect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model version whose artifact is in the store.
 *
 * @param task its task
 * @param version its name
 * @param digest of its manifest
 * @param facts what is known of its training
 * @param recordedAt when it was registered
 */
public record ModelVersion(TaskName task, VersionName version, Digest digest, Facts facts, Instant recordedAt) {
    /**
     * What is known of a training.
     *
     * @param algorithm how
     * @param parameters with which parameters
     * @param seed of its randomness
     * @param asOf what was known then was trained on
     * @param snapshot digest of the training snapshot
     * @param rows labelled events
     * @param metrics what training itself says
     * @param overrides what the user wanted otherwise than the task file
     * @param seconds how long it took
     * @param leaks features that may know the outcome; empty for versions that were trained before it was looked for
     */
    public record Facts(
            String algorithm,
            SortedMap<String, String> parameters,
            long seed,
            Instant asOf,
            Digest snapshot,
            long rows,
            SortedMap<String, Double> metrics,
            SortedMap<String, String> overrides,
            double seconds,
            List<LeakSuspect> leaks) {
        public Facts {
            parameters = copy(parameters);
            metrics = copy(metrics);
            overrides = copy(overrides);
            leaks = List.copyOf(Objects.requireNonNullElse(leaks, List.of()));
        }

        private static <V> SortedMap<String, V> copy(Map<String, V> map) {
            return new TreeMap<>(map);
        }
    }
}
