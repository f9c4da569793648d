package dev.understudy.engine.release;

import dev.understudy.engine.common.UnderstudyException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/** A repository in a folder that others use too. */
final class JGitFileConnector extends JGitConnector {
    JGitFileConnector(RepositoryAddress.Remote address, RemoteAccess access) {
        super(address, access);
    }

    @Override
    void prepare(Transport transport) {}

    @Override
    @Nullable
    UnderstudyException knownTrouble(Throwable failure) {
        return Files.isDirectory(Path.of(URI.create(address.text())))
                ? null
                : refused("is no folder; make one with: git init --bare FOLDER", failure);
    }
}
