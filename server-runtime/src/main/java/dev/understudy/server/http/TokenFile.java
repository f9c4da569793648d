package dev.understudy.server.http;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * The file of tokens. It is read again every two seconds, so that tokens come and go without a restart; by its content,
 * since a mounted secret is exchanged behind a link. A broken file changes nothing.
 */
public final class TokenFile implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int LONGEST = 1 << 20;

    private final Path file;
    private final OperatorLog log;
    private final Repetition.Ongoing looks;
    private byte[] seen;
    private String trouble = "";
    private volatile BearerTokens tokens;

    private TokenFile(Path file, Repetition repetition, OperatorLog log) {
        this.file = file;
        this.log = log;
        this.seen = content();
        this.tokens = parsed(seen);
        this.looks = repetition.every("tokens", INTERVAL, this::look);
    }

    /**
     * Reads the file, and watches it.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if it cannot be read, or is not what a file of tokens is
     */
    public static TokenFile watched(Path file, Repetition repetition, OperatorLog log) {
        return new TokenFile(file, repetition, log);
    }

    private byte[] content() {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        "the file of tokens " + file + " is longer than " + LONGEST + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "the file of tokens " + file + " cannot be read", e);
        }
    }

    private BearerTokens parsed(byte[] bytes) {
        try {
            return BearerTokens.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (UnderstudyException e) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, "the file of tokens " + file + ": " + e.getMessage(), e);
        }
    }

    private synchronized void look() {
        try {
            byte[] now = content();
            if (!Arrays.equals(now, seen)) {
                tokens = parsed(now);
                seen = now;
                log.tokensRead(tokens.count());
            }
            trouble = "";
        } catch (UnderstudyException e) {
            if (!trouble.equals(e.getMessage())) { // told once
                trouble = e.getMessage();
                log.tokensBroken(trouble);
            }
        }
    }

    BearerTokens tokens() {
        return tokens;
    }

    @Override
    public void close() {
        looks.close();
    }
}
