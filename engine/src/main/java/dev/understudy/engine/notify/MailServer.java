package dev.understudy.engine.notify;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.List;

/**
 * A server that takes mail, and from whom to whom it goes.
 *
 * @param host where it listens
 * @param port its port
 * @param security how the connection is kept private
 * @param user to sign in as; empty: nobody signs in
 * @param password of the user; never shown
 * @param from the sender's address
 * @param to the addresses of those who are told, at least one
 */
public record MailServer(
        String host, int port, Security security, String user, String password, String from, List<String> to) {
    /** How the connection is kept private. */
    public enum Security {
        /** It becomes private before anything is said, or nothing is. */
        STARTTLS,
        /** It is private from the beginning. */
        TLS,
        /** It is not, and so nobody signs in. */
        NONE
    }

    /**
     * Checks the server.
     *
     * @throws UnderstudyException WORKSPACE_INVALID
     */
    public MailServer {
        to = List.copyOf(to);
        if (from.isEmpty() || to.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "notifications.mail needs a sender (from) and somebody who is told (to)");
        }
        if (security == Security.NONE && !user.isEmpty()) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "notifications.mail.security none sends a password for everybody to read: take starttls or tls, or"
                            + " name no user");
        }
    }

    @Override
    public String toString() {
        return "mail by " + host + ":" + port;
    }
}
