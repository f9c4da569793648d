package dev.understudy.engine.report.chart;

/**
 * How a series looks. Live and candidate differ by colour, dash and marker, so that they can be told apart in grey, too.
 */
public enum SeriesStyle {
    /** The live model: solid, circles. */
    LIVE(Ink.LIVE, Dash.SOLID),
    /** The candidate: dashed, diamonds. */
    CANDIDATE(Ink.CANDIDATE, Dash.DASHED),
    /** Candidate − live. */
    DIFFERENCE(Ink.DIFFERENCE, Dash.SOLID),
    /** What is only there to compare with. */
    REFERENCE(Ink.REFERENCE, Dash.DOTTED),
    /** A share of something, as a filled area. */
    AREA(Ink.AREA, Dash.SOLID);

    private static final double LINE = 2;
    private static final double DISC = 3;
    private static final double DIAMOND = 4.2;

    private final Ink ink;
    private final Dash dash;

    SeriesStyle(Ink ink, Dash dash) {
        this.ink = ink;
        this.dash = dash;
    }

    /** What it stands for. */
    public Ink ink() {
        return ink;
    }

    /** How its line is drawn. */
    public Pen pen() {
        return new Pen(ink, LINE, dash);
    }

    /** Draws its marker, if it has one. */
    public void mark(Surface surface, double x, double y) {
        switch (this) {
            case LIVE -> surface.disc(x, y, DISC, ink);
            case CANDIDATE -> surface.area(Outline.diamond(x, y, DIAMOND), ink);
            case DIFFERENCE, REFERENCE, AREA -> {}
        }
    }
}
