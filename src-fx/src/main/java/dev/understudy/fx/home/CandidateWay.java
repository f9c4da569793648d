package dev.understudy.fx.home;

import dev.understudy.engine.gate.GateVerdict;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.Environment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the newest candidate has come: stored, approved, in staging, in production.
 *
 * @param candidate the newest version, unless it has been in production
 * @param approved whether the newest simulation approves it
 * @param reached where it is live
 */
record CandidateWay(Optional<ModelVersion> candidate, boolean approved, Map<Environment, Boolean> reached) {
    static CandidateWay of(TaskOverview overview) {
        Optional<ModelVersion> candidate = waiting(overview);
        Map<Environment, Boolean> reached = new EnumMap<>(Environment.class);
        for (Environment environment : Environment.values()) {
            reached.put(environment, candidate.isPresent() && isLive(candidate.get(), overview, environment));
        }
        return new CandidateWay(
                candidate,
                candidate.isPresent()
                        && overview.simulation()
                                .filter(kept -> kept.verdict() instanceof GateVerdict.Approved)
                                .filter(kept -> isOf(kept, candidate.get()))
                                .isPresent(),
                reached);
    }

    /** What has been in production, be it rolled back since, does not wait for it. */
    private static Optional<ModelVersion> waiting(TaskOverview overview) {
        return overview.versions().stream()
                .limit(1)
                .filter(newest -> overview.production().releases().stream()
                        .noneMatch(release -> release.digest().equals(newest.digest())))
                .findFirst();
    }

    private static boolean isLive(ModelVersion version, TaskOverview overview, Environment environment) {
        return overview.history(environment)
                .live()
                .filter(release -> release.digest().equals(version.digest()))
                .isPresent();
    }

    static boolean isOf(StoredSimulation simulation, ModelVersion version) {
        return simulation
                .report()
                .candidate()
                .digest()
                .filter(version.digest()::equals)
                .isPresent();
    }

    boolean isIn(Environment environment) {
        return Boolean.TRUE.equals(reached.get(environment));
    }

    /** Whether it only waits for somebody to release it further. */
    boolean isReady() {
        return approved;
    }
}
