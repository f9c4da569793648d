package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A config repository in a temporary directory, and short ways to ask it for changes. */
final class ConfigScene {
    static final TaskName TASK = new TaskName("hotels");
    static final CommitIdentity IDENTITY = new CommitIdentity("Understudy", "understudy@example.com");

    final HandClock clock = new HandClock();
    final Path directory;
    final ConfigRepository repository;
    final ReleaseProcess process;

    ConfigScene(Path parent) {
        directory = parent.resolve("config.git");
        repository = ConfigRepository.local(directory, IDENTITY, clock);
        process = processOf(repository);
    }

    /** As another program would open it. */
    ConfigRepository reopened() {
        return ConfigRepository.local(directory, IDENTITY, clock);
    }

    static ReleaseProcess processOf(ConfigRepository repository) {
        return new ReleaseProcess(repository, Forge.mergingAtOnce(repository), ConflictRetries.STANDARD);
    }

    /** Releases an hour after whatever was before. */
    PublishOutcome release(String version, Environment environment) {
        clock.pass(Duration.ofHours(1));
        return process.release(request(version, environment));
    }

    PublishOutcome rollback(Environment environment, @Nullable String to) {
        clock.pass(Duration.ofHours(1));
        return process.rollback(rollbackRequest(environment, to));
    }

    static RollbackRequest rollbackRequest(Environment environment, @Nullable String to) {
        return new RollbackRequest(
                TASK,
                environment,
                to == null ? null : new VersionName(to),
                new Approval.ByRollback("Ada", "too many false alarms"),
                plan -> new ChangeText(
                        "Roll back " + TASK + " in " + environment + " to "
                                + plan.target().version(),
                        "From " + plan.present().version() + "."));
    }

    static ReleaseRequest request(String version, Environment environment) {
        return new ReleaseRequest(
                TASK,
                environment,
                new VersionName(version),
                digest(version),
                "file:///store/models/hotels/" + version,
                new Approval.BySimulation("s-" + version),
                LiveCondition.NONE,
                new ChangeText("Release hotels " + version + " to " + environment, "| metric | live |\n|---|---|"));
    }

    /**
     * The model that the candidate was compared with is the live one still: production's, else staging's.
     *
     * @param compared its digest; null: nothing was live
     */
    static LiveCondition stillLive(@Nullable Digest compared) {
        return live -> {
            Digest now = live.compared().map(ModelPointer::digest).orElse(null);
            return Objects.equals(now, compared)
                    ? Optional.empty()
                    : Optional.of("the simulation compared with " + name(compared) + ", and now " + name(now)
                            + " is live; simulate again");
        };
    }

    private static String name(@Nullable Digest digest) {
        return digest == null ? "no model" : digest.text();
    }

    static Digest digest(String version) {
        return Digest.of(version.getBytes(StandardCharsets.UTF_8));
    }

    ReleaseHistory history(Environment environment) {
        return repository.history(TASK, environment);
    }
}
