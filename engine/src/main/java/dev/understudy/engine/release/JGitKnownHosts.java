package dev.understudy.engine.release;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;

/**
 * The hosts that may be spoken with, in OpenSSH's file. A host that is not in it is refused, and so is one that shows
 * another key; nothing is ever added. Certificates of authorities are not taken.
 */
final class JGitKnownHosts implements ServerKeyDatabase {
    private static final int PORT = 22;

    /** Why a host was refused. */
    enum Refusal {
        NONE,
        UNKNOWN,
        OTHER,
        UNREADABLE
    }

    private final Optional<Path> file;
    private volatile Refusal refusal = Refusal.NONE;

    JGitKnownHosts(Optional<Path> file) {
        this.file = file;
    }

    Refusal refusal() {
        return refusal;
    }

    @Override
    public List<PublicKey> lookup(String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
        return keys(connectAddress, "");
    }

    @Override
    public boolean accept(
            String connectAddress,
            InetSocketAddress remoteAddress,
            PublicKey serverKey,
            Configuration config,
            CredentialsProvider provider) {
        List<PublicKey> known = keys(connectAddress, "");
        boolean revoked = isAmong(keys(connectAddress, "revoked"), serverKey);
        if (refusal == Refusal.UNREADABLE) {
            return false;
        }
        if (isAmong(known, serverKey) && !revoked) {
            return true;
        }
        refusal = known.isEmpty() && !revoked ? Refusal.UNKNOWN : Refusal.OTHER;
        return false;
    }

    private static boolean isAmong(List<PublicKey> keys, PublicKey key) {
        return keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
    }

    /** The keys of a host with a marker; an empty one is no marker. */
    private List<PublicKey> keys(String address, String marker) {
        if (file.isEmpty()) {
            return List.of();
        }
        Host host = Host.of(address);
        List<PublicKey> keys = new ArrayList<>();
        try {
            for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(file.get())) {
                String own = entry.getMarker() == null ? "" : entry.getMarker();
                if (own.equals(marker) && entry.isHostMatch(host.name(), host.port())) {
                    PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
                    if (key != null) {
                        keys.add(key);
                    }
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            refusal = Refusal.UNREADABLE;
            return List.of();
        }
        return keys;
    }

    private record Host(String name, int port) {
        /** From {@code host} or {@code [host]:port}. */
        static Host of(String address) {
            int end = address.lastIndexOf("]:");
            return address.startsWith("[") && end > 0
                    ? new Host(address.substring(1, end), Integer.parseInt(address.substring(end + 2)))
                    : new Host(address, PORT);
        }
    }
}
