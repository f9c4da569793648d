package dev.understudy.engine.report.chart;

/**
 * A colour for light paper.
 *
 * @param colour as {@code #rrggbb}
 * @param opacity in (0, 1]
 */
record SvgInk(String colour, double opacity) {
    static SvgInk of(Ink ink) {
        return switch (ink) {
            case LIVE -> new SvgInk("#0072B2", 1);
            case CANDIDATE -> new SvgInk("#D55E00", 1);
            case LIVE_FILL -> new SvgInk("#0072B2", 0.78);
            case CANDIDATE_FILL -> new SvgInk("#D55E00", 0.78);
            case DIFFERENCE -> new SvgInk("#3d444d", 1);
            case INTERVAL -> new SvgInk("#D55E00", 0.18);
            case REFERENCE, AXIS -> new SvgInk("#8b949e", 1);
            case USUAL -> new SvgInk("#0072B2", 0.1);
            case SHADE -> new SvgInk("#8b949e", 0.16);
            case AREA -> new SvgInk("#8b949e", 0.3);
            case GRID -> new SvgInk("#e6e9ec", 1);
            case LIMIT -> new SvgInk("#b42318", 1);
            case TEXT -> new SvgInk("#57606a", 1);
            case STRONG_TEXT -> new SvgInk("#24292f", 1);
            case PAPER -> new SvgInk("#ffffff", 1);
        };
    }
}
