package dev.understudy.server.http;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A bearer token that was just made.
 *
 * @param name whose it is; becomes the owner of what is done with it
 * @param token the secret; nobody keeps it but who gets it now
 * @param line what belongs into the file of tokens
 */
public record NewToken(String name, String token, String line) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final int BYTES = 32;
    /** By this, scanners for secrets find a token that was left somewhere. */
    private static final String PREFIX = "understudy_";

    /**
     * Makes a token of 256 random bits.
     *
     * @param random a cryptographically strong generator
     * @throws UnderstudyException USAGE if the name is none
     */
    public static NewToken create(String name, RandomGenerator random) {
        if (!NAME.matcher(name).matches()) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "a token's name is [a-z][a-z0-9-]{0,62}, and not " + Quoted.of(name));
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new NewToken(name, token, name + " " + Digest.of(token.getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public String toString() {
        return "NewToken[" + line + "]"; // never the secret
    }
}
