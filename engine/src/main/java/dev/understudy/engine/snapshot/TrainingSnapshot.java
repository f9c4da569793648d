package dev.understudy.engine.snapshot;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.features.FeatureColumn;
import dev.understudy.engine.features.FeatureTable;
import dev.understudy.engine.features.SampleIdentity;
import java.util.List;
import java.util.Optional;

/**
 * Labelled events as they were known at a moment, in the order of time, then id.
 *
 * @param spec which snapshot
 * @param digest of every row's id, time, features and outcome
 * @param features the features, one row an event
 * @param outcomes the outcomes in canonical form, one row an event
 * @param sample what derived further features, if anything did
 * @param filling by feature, how often it is missing while outcomes are pending; empty where none was, or where a sample
 *     builder derives features
 */
public record TrainingSnapshot(
        SnapshotSpec spec,
        Digest digest,
        FeatureTable features,
        FeatureColumn.Categorical outcomes,
        Optional<SampleIdentity> sample,
        List<FillingContrast> filling) {
    public TrainingSnapshot {
        filling = List.copyOf(filling);
    }

    /** A snapshot of raw inputs alone. */
    public TrainingSnapshot(
            SnapshotSpec spec, Digest digest, FeatureTable features, FeatureColumn.Categorical outcomes) {
        this(spec, digest, features, outcomes, Optional.empty(), List.of());
    }

    /** How many labelled events there are. */
    public int rows() {
        return features.rows();
    }
}
