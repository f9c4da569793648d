package dev.understudy.engine.release;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to get into a config repository elsewhere.
 *
 * @param user who signs in over HTTP; empty: what the host's forge expects beside a token
 * @param token gives the token or password for HTTP when it is needed; an empty one signs in as nobody
 * @param sshKeyFile the private key for SSH, without a passphrase
 * @param knownHostsFile the keys of hosts that may be spoken with over SSH, as OpenSSH keeps them
 * @param patience how long one conversation may take; what is silent is given up earlier
 */
public record RemoteAccess(
        String user,
        Supplier<String> token,
        Optional<Path> sshKeyFile,
        Optional<Path> knownHostsFile,
        Duration patience) {
    /** Long enough for a slow forge, and short enough for a person who waits. */
    public static final Duration STANDARD_PATIENCE = Duration.ofSeconds(30);

    /** Signs in as nobody. */
    public static RemoteAccess anonymous() {
        return new RemoteAccess("", () -> "", Optional.empty(), Optional.empty(), STANDARD_PATIENCE);
    }

    /** Who signs in at a host. GitHub and GitLab tell by the token alone who it is, and want these names beside it. */
    String userAt(String host) {
        if (!user.isEmpty()) {
            return user;
        }
        return host.contains("gitlab") ? "oauth2" : "x-access-token";
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "RemoteAccess[user=" + user + ", sshKeyFile=" + sshKeyFile + ", knownHostsFile=" + knownHostsFile + "]";
    }
}
