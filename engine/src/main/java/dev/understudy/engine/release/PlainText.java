package dev.understudy.engine.release;

import dev.understudy.engine.common.Quoted;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes from people's text what could change the meaning of the message that it becomes part of: what would forge lines,
 * and what a forge would act on wherever it stands, in commits too: names that it would call ({@code @team}), numbers
 * that it would link or close ({@code #12}, {@code !12}, {@code GH-12}), commands at the beginning of a line
 * ({@code /merge}). These get look-alikes that mean nothing.
 */
final class PlainText {
    private static final Pattern MENTION = Pattern.compile("@(?=\\w)");
    private static final Pattern REFERENCE =
            Pattern.compile("([#!&%$~^])(?=\\d)|(?<=\\bGH)-(?=\\d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMAND = Pattern.compile("^(\\s*)/(?=[a-zA-Z])");
    private static final char FULL_WIDTH = 0xFF00 - 0x20; // from an ASCII character to its wide form
    private static final String UNBREAKABLE_HYPHEN = "\u2011";

    private PlainText() {}

    /** One line: line breaks and control characters become spaces, direction marks vanish; cut at so many characters. */
    static String line(String text, int longest) {
        String kept = text.codePoints()
                .map(point -> Character.isWhitespace(point) || Character.isISOControl(point) ? ' ' : point)
                .filter(Quoted::isShowable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String line = inert(kept.strip().replaceAll(" {2,}", " "));
        int length = line.codePointCount(0, line.length());
        return length <= longest ? line : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /**
     * Several lines, with line feeds between. A line that begins like one of our trailers is quoted, so that it stays
     * what a person wrote wherever the message is copied to.
     */
    static String block(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .lines()
                .map(PlainText::keepShowable)
                .map(PlainText::inert)
                .map(line -> looksLikeTrailer(line) ? "> " + line.strip() : line.stripTrailing())
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String inert(String line) {
        String unmentioned = MENTION.matcher(line).replaceAll(found -> wide('@'));
        String unlinked = REFERENCE
                .matcher(unmentioned)
                .replaceAll(found -> found.group(1) == null
                        ? UNBREAKABLE_HYPHEN
                        : wide(found.group(1).charAt(0)));
        return COMMAND.matcher(unlinked).replaceFirst(found -> found.group(1) + wide('/'));
    }

    private static String wide(char character) {
        return Character.toString(character + FULL_WIDTH);
    }

    private static String keepShowable(String line) {
        return line.codePoints()
                .filter(point -> point == '\t' || Quoted.isShowable(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean looksLikeTrailer(String line) {
        return line.strip().toLowerCase(Locale.ROOT).startsWith(ChangeTrailers.PREFIX.toLowerCase(Locale.ROOT));
    }
}
