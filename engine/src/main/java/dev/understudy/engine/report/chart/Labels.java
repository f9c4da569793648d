package dev.understudy.engine.report.chart;

/** Names that have to fit beside a drawing. */
final class Labels {
    /** Of a character at the drawing's font size, on average. */
    private static final double CHARACTER_WIDTH = 6.6;

    private Labels() {}

    /** The text, cut with an ellipsis where it is wider than so many pixels. */
    static String fitting(String text, double width) {
        int most = (int) Math.max(2, width / CHARACTER_WIDTH);
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** About how wide the text is, in pixels. */
    static double width(String text) {
        return text.codePointCount(0, text.length()) * CHARACTER_WIDTH;
    }
}
