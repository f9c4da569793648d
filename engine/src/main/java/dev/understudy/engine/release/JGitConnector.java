package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** One connection to a repository elsewhere: opens it, and knows why it failed. */
abstract class JGitConnector implements AutoCloseable {
    /** The longest silence. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final int LONGEST_REASON = 300;

    final RepositoryAddress.Remote address;
    private final Duration patience;

    JGitConnector(RepositoryAddress.Remote address, RemoteAccess access) {
        this.address = address;
        this.patience = access.patience();
    }

    static JGitConnector to(RepositoryAddress.Remote address, RemoteAccess access) {
        return switch (address.protocol()) {
            case FILE -> new JGitFileConnector(address, access);
            case HTTP, HTTPS -> new JGitHttpConnector(address, access);
            case SSH -> new JGitSshConnector(address, access);
        };
    }

    final Transport open(Repository mirror) throws IOException {
        Transport transport = Transport.open(mirror, uri());
        try {
            transport.setTimeout((int) Math.clamp(patience.toSeconds(), 1, SILENCE.toSeconds()));
            prepare(transport);
            return transport;
        } catch (RuntimeException e) {
            transport.close();
            throw e;
        }
    }

    private URIish uri() throws IOException {
        try {
            return new URIish(address.text());
        } catch (URISyntaxException e) {
            throw new IOException("the address " + address + " cannot be read", e);
        }
    }

    /** Gives the transport what it needs to get in. */
    abstract void prepare(Transport transport);

    /** What people do about a failure that this connection knows the reason of; null: it does not. */
    abstract @Nullable UnderstudyException knownTrouble(Throwable failure);

    /**
     * What to throw for a failure of a conversation.
     *
     * @return an exception of the input and output where the copy on this machine may be to blame
     */
    final IOException trouble(Throwable failure) {
        if (failure instanceof UnderstudyException known) {
            throw known;
        }
        UnderstudyException known = knownTrouble(failure);
        if (known != null) {
            throw known;
        }
        if (failure instanceof NoRemoteRepositoryException) {
            throw refused("has no git repository there, or none that the settings let us see", failure);
        }
        if (failure instanceof TransportException && isOfTheNetwork(failure)) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_UNAVAILABLE,
                    "the config repository " + address + " does not answer: " + reason(failure),
                    failure);
        }
        return switch (failure) {
            case IOException io -> io;
            case RuntimeException defect -> throw defect;
            case Error error -> throw error;
            default -> throw new IllegalStateException(failure);
        };
    }

    private static boolean isOfTheNetwork(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof UnknownHostException
                    || cause instanceof InterruptedIOException
                    || cause instanceof SSLException) {
                return true;
            }
        }
        return false;
    }

    final UnderstudyException refused(String what, @Nullable Throwable cause) {
        return new UnderstudyException(
                ErrorCode.REPOSITORY_REFUSED, "the config repository " + address + " " + what, cause);
    }

    /** The innermost reason, which says more than "cannot open". */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String text = innermost.getMessage() == null ? innermost.getClass().getSimpleName() : innermost.getMessage();
        return PlainText.line(text, LONGEST_REASON);
    }

    @Override
    public void close() {}
}
