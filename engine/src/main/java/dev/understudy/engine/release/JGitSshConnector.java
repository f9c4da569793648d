package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * SSH, with the key and the known hosts of the settings: neither the user's own folder nor an agent is looked into, and
 * nobody is asked.
 */
final class JGitSshConnector extends JGitConnector {
    private final Path key;
    private final JGitKnownHosts knownHosts;
    private @Nullable SshdSessionFactory sessions;
    private volatile boolean locked;

    JGitSshConnector(RepositoryAddress.Remote address, RemoteAccess access) {
        super(address, access);
        this.key = access.sshKeyFile()
                .orElseThrow(() -> refused(
                        "is spoken with over SSH, which needs a key: set release.sshKeyFile to a private key without a"
                                + " passphrase",
                        null));
        if (!Files.isReadable(key)) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "cannot read the key of release.sshKeyFile, " + key);
        }
        this.knownHosts = new JGitKnownHosts(access.knownHostsFile());
    }

    @Override
    void prepare(Transport transport) {
        // there is none: what OpenSSH would find in a home is named by the settings here
        File nowhere = key.resolveSibling(".no-home-of-ssh").toFile();
        SshdSessionFactory factory = new SshdSessionFactoryBuilder()
                .setPreferredAuthentications("publickey")
                .setHomeDirectory(nowhere)
                .setSshDirectory(nowhere)
                .setConfigStoreFactory((home, config, user) -> null)
                .setDefaultIdentities(folder -> List.of(key))
                .setDefaultKnownHostsFiles(folder -> List.of())
                .setServerKeyDatabase((home, folder) -> knownHosts)
                .setKeyPasswordProvider(asked -> new NoPassphrase())
                .setConnectorFactory(null)
                .build(null);
        sessions = factory;
        ((SshTransport) transport).setSshSessionFactory(factory);
    }

    @Override
    @Nullable
    UnderstudyException knownTrouble(Throwable failure) {
        String host = address.port() < 0 || address.port() == 22
                ? address.host()
                : "-p " + address.port() + " " + address.host();
        return switch (knownHosts.refusal()) {
            case NONE -> ofKey(failure);
            case UNKNOWN ->
                refused(
                        "is on a host whose key is not known: make a file with ssh-keyscan " + host
                                + " > known_hosts, compare its key with what the host's owner publishes, and name the"
                                + " file in release.knownHostsFile",
                        failure);
            case OTHER ->
                refused(
                        "is on a host that shows another key than the file of release.knownHostsFile has: it may be"
                                + " somebody else's; only if its owner says that it changed, replace the key there",
                        failure);
            case UNREADABLE ->
                new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID, "cannot read the file of release.knownHostsFile", failure);
        };
    }

    private @Nullable UnderstudyException ofKey(Throwable failure) {
        if (locked) {
            return refused("needs the key of release.sshKeyFile, which has a passphrase: give one without", failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException ssh) {
                if (ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE
                        || ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_AUTH_CANCELLED_BY_USER) {
                    return refused(
                            "does not take the key of release.sshKeyFile, " + key
                                    + ": its public half has to be with the host, for a user who may write",
                            failure);
                }
                return new UnderstudyException(
                        ErrorCode.REPOSITORY_UNAVAILABLE,
                        "the config repository " + address + " does not answer: " + reason(failure),
                        failure);
            }
        }
        return null;
    }

    @Override
    public void close() {
        SshdSessionFactory factory = sessions;
        if (factory != null) {
            factory.close();
        }
    }

    /** Remembers that one was asked for. */
    private final class NoPassphrase implements KeyPasswordProvider {
        @Override
        @SuppressWarnings("NullAway") // null means that there is none, and JGit knows no annotations
        public char[] getPassphrase(URIish uri, int attempt) {
            locked = true;
            return null;
        }

        @Override
        public void setAttempts(int maxNumberOfAttempts) {}

        @Override
        public boolean keyLoaded(URIish uri, int attempt, Exception error) {
            return false;
        }
    }
}
