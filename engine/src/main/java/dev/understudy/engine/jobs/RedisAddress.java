package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.util.regex.Pattern;

/**
 * Where a queue lies in Redis.
 *
 * @param host name or address of the server
 * @param port its port
 * @param user who connects; empty: Redis' default user
 * @param password of the user; empty: none
 * @param tls whether the connection is encrypted, and the server's certificate checked
 * @param namespace what the names of all keys begin with: 1 to 40 of a-z, 0-9 and -
 */
public record RedisAddress(String host, int port, String user, String password, boolean tls, String namespace) {
    private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9-]{1,40}");

    public RedisAddress {
        if (!NAMESPACE.matcher(namespace).matches()) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "a queue's namespace has 1 to 40 of a-z, 0-9 and -, and is not " + Quoted.of(namespace));
        }
    }

    /** What every key begins with; the braces keep them on one node of a cluster. */
    String prefix() {
        return "{" + namespace + "}:";
    }

    /** Host and port; the password is never shown. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
