package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.PairedBars.Row;
import java.util.List;
import java.util.Optional;

/** Draws two bars a label. */
final class PairedBarsDrawing implements Drawing {
    /** In text sizes. */
    private static final double HEAD = 0.5;

    private static final double FOOT = 0.6;
    private static final double ROW = 3.3;
    private static final double LEAST_ROW = 2.7;
    private static final double MOST_ROW = 8;
    private static final double MORE = 1.6;

    /** Of the row: how high one bar is. */
    private static final double BAR = 0.36;

    private static final double MOST_BAR = 2.2;

    private static final double LABELS_SHARE = 0.28;
    private static final double NAMES_SHARE = 0.2;

    private final PairedBars bars;
    private final Surface surface;
    private final double em;
    private final RowPlaces rows;
    private final double labels;
    private final double names;
    private final Scale x;

    PairedBarsDrawing(PairedBars bars, Surface surface) {
        this.bars = bars;
        this.surface = surface;
        this.em = surface.textSize();
        RowPlaces whole = places(FOOT);
        // a line beneath says how many rows there was no room for
        this.rows = whole.hidden() == 0 ? whole : places(FOOT + MORE);
        double widest = bars.rows().stream()
                .map(Row::label)
                .map(label -> label.substring(0, Math.min(label.length(), 200)))
                .mapToDouble(label -> surface.textWidth(label, Lettering.PLAIN))
                .max()
                .orElse(0);
        this.labels = Math.min(widest, LABELS_SHARE * surface.width());
        this.names = Math.min(
                Math.max(
                        surface.textWidth(bars.live(), Lettering.PLAIN),
                        surface.textWidth(bars.candidate(), Lettering.PLAIN)),
                NAMES_SHARE * surface.width());
        double most = bars.rows().stream()
                .mapToDouble(row -> Math.max(row.live(), row.candidate()))
                .max()
                .orElse(0);
        double begin = labels + 0.7 * em;
        double values = surface.textWidth("100.0 %", Lettering.PLAIN) + names + 2.4 * em;
        this.x = new Scale(0, most > 0 ? most : 1, begin, Math.max(begin + 1, surface.width() - values));
    }

    private RowPlaces places(double foot) {
        return RowPlaces.between(
                HEAD * em, surface.height() - foot * em, bars.rows().size(), LEAST_ROW * em, MOST_ROW * em);
    }

    static double preferredHeight(PairedBars bars, double textSize) {
        return textSize * (HEAD + FOOT + ROW * bars.rows().size());
    }

    @Override
    public void draw() {
        for (int i = 0; i < rows.shown(); i++) {
            drawRow(bars.rows().get(i), rows.middle(i));
        }
        surface.line(x.begin(), rows.top(), x.begin(), rows.bottom(), Pen.thin(Ink.AXIS));
        if (rows.hidden() > 0) {
            surface.text(
                    0,
                    rows.bottom() + LineChartLayout.LINE * em,
                    Anchor.START,
                    "and " + rows.hidden() + " more in the table",
                    Lettering.PLAIN,
                    Ink.TEXT);
        }
    }

    private double barHeight() {
        return Math.min(MOST_BAR * em, BAR * rows.height());
    }

    private void drawRow(Row row, double middle) {
        surface.text(
                labels,
                middle + 0.35 * em,
                Anchor.END,
                FittedText.of(surface, row.label(), Lettering.PLAIN, labels),
                Lettering.PLAIN,
                Ink.STRONG_TEXT);
        double height = barHeight();
        drawBar(middle - height - 0.5, height, row.live(), bars.live(), SeriesStyle.LIVE, Ink.LIVE_FILL);
        drawBar(middle + 0.5, height, row.candidate(), bars.candidate(), SeriesStyle.CANDIDATE, Ink.CANDIDATE_FILL);
    }

    private void drawBar(double top, double height, double share, String name, SeriesStyle style, Ink fill) {
        double end = x.at(share);
        double middle = top + height / 2;
        surface.rectangle(x.begin(), top, end - x.begin(), height, fill);
        style.mark(surface, end + 0.75 * em, middle);
        surface.text(
                end + 1.4 * em,
                middle + 0.35 * em,
                Anchor.START,
                TickFormat.PERCENT.text(share, 3) + "  " + FittedText.of(surface, name, Lettering.PLAIN, names),
                Lettering.PLAIN,
                style.ink());
    }

    @Override
    public Optional<Reading> readingAt(double left, double top) {
        int index = rows.at(top);
        if (index < 0 || left < 0 || left > surface.width()) {
            return Optional.empty();
        }
        Row row = bars.rows().get(index);
        double height = barHeight() / 2;
        double middle = rows.middle(index);
        return Optional.of(new Reading(
                row.label(),
                List.of(),
                List.of(
                        value(bars.live(), row.live(), Ink.LIVE, middle - height),
                        value(bars.candidate(), row.candidate(), Ink.CANDIDATE, middle + height))));
    }

    private Reading.Value value(String name, double share, Ink ink, double y) {
        return new Reading.Value(name, TickFormat.PERCENT.text(share, 4), ink, new Place(x.at(share), y));
    }
}
