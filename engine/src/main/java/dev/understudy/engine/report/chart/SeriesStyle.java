package dev.understudy.engine.report.chart;

/**
 * How a series looks. Live and candidate differ by colour, dash and marker, so that they can be told apart in grey, too.
 */
public enum SeriesStyle {
    /** The live model: blue, solid, circles. */
    LIVE("#0072B2", "", Marker.CIRCLE),
    /** The candidate: vermilion, dashed, diamonds. */
    CANDIDATE("#D55E00", "6 3", Marker.DIAMOND),
    /** Candidate − live. */
    DIFFERENCE("#3d444d", "", Marker.NONE),
    /** What is only there to compare with. */
    REFERENCE("#8b949e", "2 3", Marker.NONE),
    /** A share of something, as a filled area. */
    AREA("#8b949e", "", Marker.NONE);

    enum Marker {
        CIRCLE,
        DIAMOND,
        NONE
    }

    private final String colour;
    private final String dash;
    private final Marker marker;

    SeriesStyle(String colour, String dash, Marker marker) {
        this.colour = colour;
        this.dash = dash;
        this.marker = marker;
    }

    /** The colour as {@code #rrggbb}, for light backgrounds. */
    public String colour() {
        return colour;
    }

    /** The dash pattern as SVG writes it; empty for a solid line. */
    public String dash() {
        return dash;
    }

    Marker marker() {
        return marker;
    }
}
