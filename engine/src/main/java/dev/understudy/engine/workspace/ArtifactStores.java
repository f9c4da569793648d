package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.store.BucketPlace;
import dev.understudy.engine.store.DirectoryArtifactStore;
import dev.understudy.engine.store.GcsArtifactStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/** Opens the store that the settings name: a bucket where there is one, else a directory. */
final class ArtifactStores {
    private final Settings settings;
    private final Path directory;

    /**
     * Knows where stores are.
     *
     * @param directory where artifacts lie if there is no bucket
     */
    ArtifactStores(Settings settings, Path directory) {
        this.settings = settings;
        this.directory = directory;
    }

    /**
     * The store, to publish into and to read from.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if a setting makes no sense; STORE_UNAVAILABLE if the directory
     *     cannot be used, or there are no credentials for the bucket
     */
    ArtifactStore open(InstantSource clock) {
        return isBucket() ? GcsArtifactStore.open(place()) : DirectoryArtifactStore.open(directory, clock);
    }

    /** The store, to read from alone: nothing is made or swept in a directory. */
    ArtifactStore toRead() {
        return isBucket() ? GcsArtifactStore.open(place()) : DirectoryArtifactStore.toRead(directory);
    }

    private boolean isBucket() {
        return !settings.value(SettingKey.STORE_BUCKET).isEmpty();
    }

    private BucketPlace place() {
        return BucketPlace.of(
                settings.value(SettingKey.STORE_BUCKET),
                settings.value(SettingKey.STORE_FOLDER),
                settings.value(SettingKey.STORE_ENDPOINT),
                patience());
    }

    private Duration patience() {
        try {
            return Duration.parse(settings.value(SettingKey.STORE_PATIENCE));
        } catch (DateTimeParseException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    settings.setting(SettingKey.STORE_PATIENCE) + ": expected a duration above zero such as PT60S",
                    e);
        }
    }
}
