package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret by which events are drawn for exploration. A draw is HMAC-SHA-256 (RFC 2104) of the task and the event's id:
 * asked again it falls the same way, on every pod that has the key, and nobody who chooses ids can tell how. Immutable.
 */
public final class ExplorationKey {
    /** As many bytes as a guess has to get right. */
    private static final int FEWEST_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    /** Bits of a double between 0 and 1. */
    private static final int DRAWN_BITS = 53;

    private final SecretKeySpec key;

    /**
     * A key.
     *
     * @param secret at least 16 bytes in UTF-8, of any characters
     * @throws UnderstudyException WORKSPACE_INVALID if it is shorter
     */
    public ExplorationKey(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < FEWEST_BYTES) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    "the exploration key has " + bytes.length + " bytes; expected at least " + FEWEST_BYTES
                            + " that nobody can guess, for example of: openssl rand -hex 32");
        }
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** The event's number in [0, 1), uniform for whoever does not have the key: the upper 53 bits of its hash. */
    double draw(TaskName task, String eventId) {
        byte[] hash = mac().doFinal((task.text() + "\n" + eventId).getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - DRAWN_BITS)) * 0x1.0p-53;
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "ExplorationKey[secret]";
    }
}
