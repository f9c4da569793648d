package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in over SSH, and which hosts are spoken with. */
final class SshRemoteTest {
    @TempDir
    Path folder;

    private RemoteScene scene;
    private GitSshServer server;

    @BeforeEach
    void open() throws Exception {
        scene = new RemoteScene(folder);
        server = new GitSshServer(scene.bare);
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void aHostThatIsNotKnownIsRefusedAndTheMessageSaysHowToKnowIt() throws Exception {
        assertRefused(
                access(server.keyFile(folder), null),
                "ssh-keyscan -p " + server.port() + " 127.0.0.1 > known_hosts",
                "release.knownHostsFile");
        Path others = Files.writeString(folder.resolve("others"), "");
        assertRefused(access(server.keyFile(folder), others), "ssh-keyscan", "release.knownHostsFile");
        assertThat(others).as("nothing is added").isEmptyFile();
    }

    @Test
    void aHostThatShowsAnotherKeyIsRefused() throws Exception {
        Path wrong = server.knownHosts(folder.resolve("wrong"), GitSshServer.key());

        assertRefused(access(server.keyFile(folder), wrong), "another key", "release.knownHostsFile");
        assertThat(scene.branches()).isEmpty();
    }

    @Test
    void aRevokedKeyIsRefused() throws Exception {
        Path known = server.knownHosts(folder);
        Files.writeString(known, Files.readString(known) + "@revoked " + Files.readString(known));

        assertRefused(access(server.keyFile(folder), known), "another key");
    }

    @Test
    void aKeyThatTheHostDoesNotTakeIsNamed() throws Exception {
        Path other = GitSshServer.keyFile(folder.resolve("other"), GitSshServer.key());

        assertRefused(access(other, server.knownHosts(folder)), "does not take the key of release.sshKeyFile");
    }

    @Test
    void aKeyWithAPassphraseIsNamed() throws Exception {
        Path locked = GitSshServer.keyFile(folder.resolve("locked"), GitSshServer.key(), "a passphrase");

        assertRefused(access(locked, server.knownHosts(folder)), "passphrase");
    }

    @Test
    void withoutAKeyItSaysWhichSettingWantsOne() throws Exception {
        assertRefused(access(null, server.knownHosts(folder)), "release.sshKeyFile");
    }

    @Test
    void aHostThatIsAwayIsUnavailable() throws Exception {
        RemoteAccess access = access(server.keyFile(folder), server.knownHosts(folder));
        String address = server.address();
        server.close();

        assertThatThrownBy(() -> scene.of("a", address, access).head())
                .isInstanceOfSatisfying(
                        UnderstudyException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_UNAVAILABLE));
    }

    @Test
    void keysOfSshKeygenGetIn() throws Exception {
        CommandLine shell = new CommandLine(folder);
        shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "client");
        shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "host");
        server.close();
        server = new GitSshServer(scene.bare, read(folder.resolve("host")), read(folder.resolve("client")));
        Path known = folder.resolve("known");
        Files.writeString(known, "[127.0.0.1]:" + server.port() + " " + Files.readString(folder.resolve("host.pub")));
        shell.run("sh", "-c", "ssh-keygen -q -H -f known 2>/dev/null"); // it tells of the file that it keeps

        assertThat(Files.readString(known)).as("hashed").startsWith("|1|");
        scene.goesThroughTheLoop(scene.of("a", server.address(), access(folder.resolve("client"), known)));
    }

    private static KeyPair read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            KeyPair pair = SecurityUtils.loadKeyPairIdentities(null, () -> file.toString(), in, null)
                    .iterator()
                    .next();
            assertThat(KeyUtils.getKeyType(pair)).isEqualTo("ssh-ed25519");
            return pair;
        }
    }

    private static RemoteAccess access(Path key, Path knownHosts) {
        return new RemoteAccess(
                "", () -> "", Optional.ofNullable(key), Optional.ofNullable(knownHosts), RemoteScene.PATIENCE);
    }

    private void assertRefused(RemoteAccess access, String... reasons) {
        assertThatThrownBy(() -> scene.of("a", server.address(), access).head())
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.REPOSITORY_REFUSED);
                    assertThat(e.getMessage()).contains(reasons);
                });
    }
}
