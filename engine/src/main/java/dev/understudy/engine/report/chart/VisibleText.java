package dev.understudy.engine.report.chart;

import dev.understudy.engine.common.Quoted;

/** Text of unknown origin, for people's eyes. */
public final class VisibleText {
    private VisibleText() {}

    /**
     * The text with characters that do not show (controls, direction marks, lone surrogates) as {@code \\u} and four
     * digits, as JSON escapes them, so that nothing can be turned around or hidden. Line feeds and tabs stay.
     */
    public static String of(String text) {
        if (text.codePoints().allMatch(VisibleText::stays)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (stays(point)) {
                visible.appendCodePoint(point);
            } else {
                for (char unit : Character.toChars(point)) {
                    visible.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return visible.toString();
    }

    private static boolean stays(int point) {
        return point == '\n' || point == '\t' || Quoted.isShowable(point);
    }
}
