package dev.understudy.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a request in a trace, by W3C Trace Context, level 1.
 *
 * @param traceId 32 hexadecimal digits, not all of them zero
 * @param parentId the caller's own span: 16 hexadecimal digits, not all of them zero
 * @param flags 2 hexadecimal digits
 */
record TraceParent(String traceId, String parentId, String flags) {
    /** A later version may say more behind a further dash; the version ff is none. */
    private static final Pattern FORM =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final String FIRST_VERSION = "00";
    private static final int LONGEST = 200;

    /** What a header says; nothing where it is not well-formed to the letter. */
    static Optional<TraceParent> parse(String header) {
        if (header.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher found = FORM.matcher(header);
        boolean sound =
                found.matches() && (found.group(5) == null || !found.group(1).equals(FIRST_VERSION));
        return sound ? Optional.of(new TraceParent(found.group(2), found.group(3), found.group(4))) : Optional.empty();
    }

    /** The header that tells the caller which span of its trace is ours. */
    String response(String spanId) {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }
}
