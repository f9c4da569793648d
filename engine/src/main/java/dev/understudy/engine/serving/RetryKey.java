package dev.understudy.engine.serving;

import dev.understudy.engine.common.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a caller says to make a retry safe: the same key, the same call. Events that have no id get one that follows from owner,
 * key and position, so that the log knows a retry as it knows any repeated event, on every pod and after every restart.
 *
 * @param owner whose key it is: the name of a token, or empty where there are none
 * @param text the key, 1 to 200 printable ASCII characters
 */
public record RetryKey(String owner, String text) {
    /** The longest key, in characters. */
    public static final int LONGEST = 200;

    /** As many bytes of a hash as nobody meets twice. */
    private static final int BYTES = 16;

    public RetryKey {
        if (!isKey(text)) {
            throw new IllegalArgumentException("a key has 1 to " + LONGEST + " printable ASCII characters");
        }
    }

    /** Whether a text can be a key. */
    public static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /** The events, those without an id with one: {@code k-}, 32 hexadecimal digits, and the position. */
    public List<OfferedEvent> named(List<OfferedEvent> offered) {
        MessageDigest sha256 = Digest.newSha256();
        update(sha256, owner);
        update(sha256, text);
        String stem = "k-" + HexFormat.of().formatHex(sha256.digest(), 0, BYTES) + "-";
        List<OfferedEvent> named = new ArrayList<>(offered.size());
        for (int i = 0; i < offered.size(); i++) {
            OfferedEvent event = offered.get(i);
            named.add(event.id().isPresent() ? event : event.named(stem + i));
        }
        return named;
    }

    /** What tells two calls with the same key apart. */
    static Digest content(List<OfferedEvent> offered) {
        MessageDigest sha256 = Digest.newSha256();
        for (OfferedEvent event : offered) {
            update(sha256, event.id().orElse(""));
            update(sha256, event.time().orElse(""));
            for (Map.Entry<String, String> value : new TreeMap<>(event.input()).entrySet()) {
                update(sha256, value.getKey());
                update(sha256, value.getValue());
            }
            sha256.update((byte) '\n');
        }
        return Digest.of(sha256);
    }

    /** Each text with its length before it, so that none runs into the next. */
    private static void update(MessageDigest sha256, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
    }
}
