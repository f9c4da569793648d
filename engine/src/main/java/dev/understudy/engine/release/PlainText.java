package dev.understudy.engine.release;

import dev.understudy.engine.common.Quoted;
import java.util.Locale;
import java.util.stream.Collectors;

/** Takes from people's text what could change the meaning of the message that it becomes part of. */
final class PlainText {
    private PlainText() {}

    /** One line: line breaks and control characters become spaces, direction marks vanish; cut at so many characters. */
    static String line(String text, int longest) {
        String kept = text.codePoints()
                .map(point -> Character.isWhitespace(point) || Character.isISOControl(point) ? ' ' : point)
                .filter(Quoted::isShowable)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String line = kept.strip().replaceAll(" {2,}", " ");
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
                .map(line -> looksLikeTrailer(line) ? "> " + line.strip() : line.stripTrailing())
                .collect(Collectors.joining("\n"))
                .strip();
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
