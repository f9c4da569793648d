package dev.understudy.engine.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git over SSH on the loopback: one repository, one key that gets in. */
final class GitSshServer implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair host;
    private final KeyPair client;

    GitSshServer(Path repository) throws IOException, GeneralSecurityException {
        this(repository, key(), key());
    }

    GitSshServer(Path repository, KeyPair host, KeyPair client) throws IOException {
        this.host = host;
        this.client = client;
        server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator(
                (user, offered, session) -> user.equals("git") && KeyUtils.compareKeys(offered, client.getPublic()));
        server.setCommandFactory((channel, command) -> new GitCommand(repository, command));
        server.start();
    }

    static KeyPair key() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    int port() {
        return server.getPort();
    }

    String address() {
        return "ssh://git@127.0.0.1:" + server.getPort() + "/config.git";
    }

    /** The private key that gets in. */
    Path keyFile(Path folder) throws IOException, GeneralSecurityException {
        return keyFile(folder.resolve("id_ecdsa"), client);
    }

    static Path keyFile(Path file, KeyPair pair) throws IOException, GeneralSecurityException {
        return keyFile(file, pair, null);
    }

    /** As ssh-keygen writes it. */
    static Path keyFile(Path file, KeyPair pair, @Nullable String passphrase)
            throws IOException, GeneralSecurityException {
        OpenSSHKeyEncryptionContext encryption = null;
        if (passphrase != null) {
            encryption = new OpenSSHKeyEncryptionContext();
            encryption.setCipherName("AES");
            encryption.setCipherMode("CTR");
            encryption.setCipherType("256");
            encryption.setPassword(passphrase);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
        }
        return file;
    }

    /** The file that knows this host. */
    Path knownHosts(Path folder) throws IOException {
        return knownHosts(folder.resolve("known_hosts"), host);
    }

    /** A file that knows this host by another key. */
    Path knownHosts(Path file, KeyPair pair) throws IOException {
        return Files.writeString(
                file, "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(pair.getPublic()) + "\n");
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** One of git's two commands, in a thread of its own. */
    private static final class GitCommand implements Command {
        private final Path repository;
        private final String command;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback exit = (code, message, close) -> {};

        GitCommand(Path repository, String command) {
            this.repository = repository;
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofPlatform().daemon().start(this::serve);
        }

        private void serve() {
            try (Repository opened =
                    new FileRepositoryBuilder().setGitDir(repository.toFile()).build()) {
                if (command.equals("git-upload-pack '/config.git'")) {
                    new UploadPack(opened).upload(in, out, err);
                } else if (command.equals("git-receive-pack '/config.git'")) {
                    new ReceivePack(opened).receive(in, out, err);
                } else {
                    exit.onExit(127);
                    return;
                }
                exit.onExit(0);
            } catch (IOException e) {
                exit.onExit(1);
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
