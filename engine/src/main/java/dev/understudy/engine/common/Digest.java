package dev.understudy.engine.common;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of some bytes.
 *
 * @param text {@code sha256:} and 64 hexadecimal digits
 */
public record Digest(String text) {
    private static final String ALGORITHM = "sha256:";
    private static final Pattern FORM = Pattern.compile(ALGORITHM + "[0-9a-f]{64}");

    public Digest {
        if (!FORM.matcher(text).matches()) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "a digest is sha256: and 64 hexadecimal digits, and not " + Quoted.of(text));
        }
    }

    /** The digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return ofHash(newSha256().digest(bytes));
    }

    /** The digest that a finished SHA-256 computation gave. */
    public static Digest of(MessageDigest sha256) {
        return ofHash(sha256.digest());
    }

    private static Digest ofHash(byte[] hash) {
        return new Digest(ALGORITHM + HexFormat.of().formatHex(hash));
    }

    /** A fresh SHA-256 computation. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The 64 digits alone. */
    public String hex() {
        return text.substring(ALGORITHM.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
