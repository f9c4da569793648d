package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Path;

/** Where the config repository is: a folder of this machine, or elsewhere. */
public sealed interface RepositoryAddress {
    /**
     * A bare repository in a folder, which is made on first use.
     *
     * @param directory the folder
     */
    record Folder(Path directory) implements RepositoryAddress {
        @Override
        public String toString() {
            return directory.toString();
        }
    }

    /**
     * A repository elsewhere. The address holds no password and no token.
     *
     * @param text the address as git takes it
     * @param protocol how it is spoken with
     * @param host its machine, in lower case; empty for {@code file:}
     * @param port its port; −1: the protocol's own
     */
    record Remote(String text, RemoteProtocol protocol, String host, int port) implements RepositoryAddress {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Tells an address from a path.
     *
     * @param text a path, {@code file:///…}, {@code https://…}, {@code http://…}, {@code ssh://user@host[:port]/path}
     *     or {@code user@host:path}
     * @param workspace what a path is relative to
     * @throws UnderstudyException with {@link ErrorCode#WORKSPACE_INVALID} if it is none of them, or holds a secret,
     *     which is not repeated
     */
    static RepositoryAddress of(String text, Path workspace) {
        return new RepositoryAddressText(text).parse(workspace);
    }
}
