package dev.understudy.engine.overview;

import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.release.ReleaseHistory;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.ExternalModel;
import java.util.List;
import java.util.Optional;

/**
 * Where a task stands.
 *
 * @param task its definition
 * @param staging what was live in staging
 * @param production what was live in production
 * @param versions all versions, the newest first
 * @param externals models that live elsewhere and whose logs are here
 * @param simulation the newest simulation
 * @param shares what the live model said, day by day
 * @param releases what releases promised, the oldest first
 * @param pending the pull requests that wait for people; nothing of them is live
 */
public record TaskOverview(
        TaskDefinition task,
        ReleaseHistory staging,
        ReleaseHistory production,
        List<ModelVersion> versions,
        List<ExternalModel> externals,
        Optional<StoredSimulation> simulation,
        DailyShares shares,
        List<PromisedDifference> releases,
        PendingChanges pending) {
    public TaskOverview {
        versions = List.copyOf(versions);
        externals = List.copyOf(externals);
        releases = List.copyOf(releases);
    }

    /** What a candidate is compared with: what is live in production, else in staging. */
    public Optional<Release> live() {
        return production.live().or(staging::live);
    }

    /** Where the model is live that a candidate is compared with. */
    public Optional<Environment> liveIn() {
        return live().map(release -> production.live().isPresent() ? Environment.PRODUCTION : Environment.STAGING);
    }

    /** The newest version besides the live one. */
    public Optional<ModelVersion> candidate() {
        return versions.stream()
                .filter(version -> live().filter(release -> release.digest().equals(version.digest()))
                        .isEmpty())
                .findFirst();
    }

    /** The release history of an environment. */
    public ReleaseHistory history(Environment environment) {
        return switch (environment) {
            case STAGING -> staging;
            case PRODUCTION -> production;
        };
    }
}
