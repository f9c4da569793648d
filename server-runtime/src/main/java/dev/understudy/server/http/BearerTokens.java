package dev.understudy.server.http;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens that open the door. Of each only the SHA-256 is known. That is enough: a token is 256 random bits, and what
 * slow hashes and salts are for, guessing from a dictionary, is of no use on it.
 */
final class BearerTokens {
    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]{0,62})[ \\t]+(sha256:[0-9a-f]{64})");
    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 512;

    private record Known(String name, Digest digest) {}

    private final List<Known> known;

    private BearerTokens(List<Known> known) {
        this.known = known;
    }

    /**
     * Reads a file's text: a token a line, its name and {@code sha256:} with 64 hexadecimal digits; empty lines and those
     * that begin with # do not count. A name may have several tokens, so that one can be replaced by another.
     *
     * @throws UnderstudyException WORKSPACE_INVALID naming the line, and never repeating it: it may be a token by mistake
     */
    static BearerTokens parse(String text) {
        List<Known> known = new ArrayList<>();
        Set<String> hashes = new HashSet<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            Matcher found = LINE.matcher(content);
            if (!found.matches()) {
                throw invalid(
                        "line " + number + ": expected NAME sha256:DIGITS, as `understudy tokens create NAME` prints"
                                + " it; a name is [a-z][a-z0-9-]{0,62}");
            }
            if (!hashes.add(found.group(2))) {
                throw invalid("line " + number + ": the same token is there already");
            }
            known.add(new Known(found.group(1), new Digest(found.group(2))));
        }
        if (known.isEmpty()) {
            throw invalid("expected a token or more, and found none");
        }
        return new BearerTokens(List.copyOf(known));
    }

    private static UnderstudyException invalid(String message) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, message);
    }

    /** How many there are. */
    int count() {
        return known.size();
    }

    /** The name of the token in an Authorization header; it takes as long whichever it is, and if it is none. */
    Optional<String> owner(String authorization) {
        if (authorization.length() > LONGEST || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] sent =
                bytes(Digest.of(authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8)));
        String owner = "";
        for (Known token : known) {
            if (MessageDigest.isEqual(bytes(token.digest), sent)) {
                owner = token.name;
            }
        }
        return owner.isEmpty() ? Optional.empty() : Optional.of(owner);
    }

    private static byte[] bytes(Digest digest) {
        return digest.text().getBytes(StandardCharsets.US_ASCII);
    }
}
