package dev.understudy.engine.release;

import java.nio.file.Path;
import java.time.Instant;

/** A process that releases one version to staging over HTTP, to be killed. */
final class RemotePublisher {
    private RemotePublisher() {}

    /** Folder, address, token, version. */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        ConfigRepository repository = ConfigRepository.remote(
                (RepositoryAddress.Remote) RepositoryAddress.of(arguments[1], folder),
                RemoteScene.withToken(arguments[2]),
                folder.resolve("killed/data/config"),
                ConfigScene.IDENTITY,
                Instant::now);
        ConfigScene.processOf(repository).release(ConfigScene.request(arguments[3], Environment.STAGING));
    }
}
