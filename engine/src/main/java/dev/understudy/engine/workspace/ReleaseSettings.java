package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.CommitIdentity;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.RemoteAccess;
import dev.understudy.engine.release.RepositoryAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a workspace's settings have the config repository, and how to get in.
 *
 * @param token gives the secret when it is needed
 */
record ReleaseSettings(Workspace workspace, Supplier<String> token) {
    /** Copies of repositories elsewhere; may be deleted at any time. */
    private static final String MIRRORS = "data/config";

    /**
     * The config repository.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if a setting makes no sense
     */
    ConfigRepository repository(InstantSource clock) {
        CommitIdentity identity =
                new CommitIdentity(value(SettingKey.RELEASE_AUTHOR_NAME), value(SettingKey.RELEASE_AUTHOR_EMAIL));
        return switch (workspace.repository()) {
            case RepositoryAddress.Folder(Path directory) -> ConfigRepository.local(directory, identity, clock);
            case RepositoryAddress.Remote remote ->
                ConfigRepository.remote(remote, access(), workspace.directory().resolve(MIRRORS), identity, clock);
        };
    }

    private RemoteAccess access() {
        return new RemoteAccess(
                value(SettingKey.RELEASE_USER),
                token,
                file(SettingKey.RELEASE_SSH_KEY_FILE),
                file(SettingKey.RELEASE_KNOWN_HOSTS_FILE),
                patience());
    }

    private Duration patience() {
        String expected = ": expected a duration above zero such as PT30S";
        Setting setting = workspace.settings().setting(SettingKey.RELEASE_PATIENCE);
        try {
            Duration patience = Duration.parse(setting.value());
            if (patience.isPositive()) {
                return patience;
            }
        } catch (DateTimeParseException e) {
            throw new UnderstudyException(ErrorCode.WORKSPACE_INVALID, setting + expected, e);
        }
        throw new UnderstudyException(ErrorCode.WORKSPACE_INVALID, setting + expected);
    }

    private Optional<Path> file(SettingKey key) {
        return value(key).isEmpty() ? Optional.empty() : Optional.of(workspace.path(key));
    }

    private String value(SettingKey key) {
        return workspace.settings().value(key);
    }
}
