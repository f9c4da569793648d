package dev.understudy.engine.report.chart;

/**
 * About how wide text is where the font is not known yet: an SVG image takes that of its reader. Rather too wide than too
 * narrow, so that nothing is cut.
 */
final class TypicalFont {
    private static final String NARROW = "iljftr.,:;'|!()[] ";
    private static final String WIDE = "mwMW@%—…→←<>=+~#";

    private TypicalFont() {}

    /** In text sizes. */
    static double width(String text) {
        return text.codePoints().mapToDouble(TypicalFont::width).sum();
    }

    private static double width(int point) {
        if (NARROW.indexOf(point) >= 0) {
            return 0.37;
        }
        if (WIDE.indexOf(point) >= 0) {
            return 0.95;
        }
        return Character.isUpperCase(point) ? 0.7 : Character.isIdeographic(point) ? 1 : 0.6;
    }
}
