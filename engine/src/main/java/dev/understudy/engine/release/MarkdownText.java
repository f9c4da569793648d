package dev.understudy.engine.release;

import java.util.regex.Pattern;

/**
 * Puts text of unknown origin into the Markdown of a change so that it stays text: one line, no table cell, link, picture,
 * code or HTML of its own, and no address that would become a link.
 */
public final class MarkdownText {
    /** Intervals in brackets stay as they are: a bracket begins a link only where one of these follows its end. */
    private static final Pattern SPECIAL =
            Pattern.compile("[\\\\`*<>|~]|](?=[(\\[:])|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])");

    private static final Pattern ADDRESS = Pattern.compile("(?<=[A-Za-z])://|(?<=\\bwww)\\.", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST = 1_000;

    private MarkdownText() {}

    /** The text as Markdown that shows it; cut at 1,000 characters. */
    public static String of(String text) {
        String line = PlainText.line(text, LONGEST);
        String unlinked =
                ADDRESS.matcher(line).replaceAll(found -> found.group().equals(".") ? "\uFF0E" : "\uFF1A//");
        return SPECIAL.matcher(unlinked).replaceAll("\\\\$0");
    }
}
