package dev.understudy.engine.report;

/** Names from data, which may be of any length. */
final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    /** The first 80 characters, with an ellipsis if there are more. */
    static String of(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
