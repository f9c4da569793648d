package dev.understudy.engine.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** What Redis does in one step for a queue; each is a file in Lua, and all of them begin with the same one. */
enum RedisScript {
    OPEN,
    SUBMIT,
    CLAIM,
    RENEW,
    END,
    CANCEL,
    RETRY,
    FORGET,
    LIST,
    BACKLOG;

    private final String text;
    private final String digest;

    RedisScript() {
        text = resource("job") + resource(name().toLowerCase(Locale.ROOT));
        digest = sha1(text);
    }

    /** The script. */
    String text() {
        return text;
    }

    /** What Redis knows it by once it has seen it. */
    String digest() {
        return digest;
    }

    private static String resource(String name) {
        try (InputStream file = RedisScript.class.getResourceAsStream(name + ".lua")) {
            if (file == null) {
                throw new IllegalStateException("the package lacks " + name + ".lua");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
