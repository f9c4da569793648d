package dev.understudy.engine.report.chart;

/** Text that has to fit into a place. */
final class FittedText {
    private FittedText() {}

    /** The text, cut with an ellipsis where it is wider than so many pixels; at least one character is left. */
    static String of(Surface surface, String text, Lettering lettering, double width) {
        if (text.isEmpty()) {
            return text;
        }
        // nobody reads more in one line, and measuring a very long text would take its time
        String shown = text.length() <= 400 ? text : text.substring(0, text.offsetByCodePoints(0, 200));
        if (shown.equals(text) && surface.textWidth(text, lettering) <= width) {
            return text;
        }
        int fitting = 1;
        int tooMany = shown.codePointCount(0, shown.length());
        while (tooMany - fitting > 1) {
            int middle = (fitting + tooMany) / 2;
            boolean fits = surface.textWidth(cut(shown, middle), lettering) <= width;
            fitting = fits ? middle : fitting;
            tooMany = fits ? tooMany : middle;
        }
        return cut(shown, fitting);
    }

    private static String cut(String text, int characters) {
        return text.substring(0, text.offsetByCodePoints(0, characters)) + "…";
    }
}
