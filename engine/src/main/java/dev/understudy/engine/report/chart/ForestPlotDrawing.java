package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.ForestPlot.Row;
import dev.understudy.engine.report.chart.ForestPlot.Worse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws differences with their intervals. */
final class ForestPlotDrawing implements Drawing {
    /** In text sizes. */
    private static final double HEAD = 1.9;

    private static final double FOOT = 3.1;
    private static final double ROW = 2.1;
    private static final double LEAST_ROW = 1.35;
    private static final double MOST_ROW = 5.5;
    private static final double GAP = 0.8;

    /** Of the width: how much of it the names of rows may take. */
    private static final double LABELS_SHARE = 0.34;

    private static final double ARROW = 6;

    private final ForestPlot plot;
    private final Surface surface;
    private final double em;
    private final RowPlaces rows;
    private final double labels;
    private final double notes;
    private final Scale x;

    ForestPlotDrawing(ForestPlot plot, Surface surface) {
        this.plot = plot;
        this.surface = surface;
        this.em = surface.textSize();
        this.rows = RowPlaces.between(
                HEAD * em, surface.height() - FOOT * em, plot.rows().size(), LEAST_ROW * em, MOST_ROW * em);
        this.labels = Math.min(widest(Row::label), LABELS_SHARE * surface.width());
        double noteWidth = widest(Row::note);
        this.notes = noteWidth > 0 ? noteWidth + GAP * em : 0;
        Range range = Range.around(DoubleStream.concat(
                plot.margin().isPresent() ? DoubleStream.of(0, plot.margin().getAsDouble()) : DoubleStream.of(0),
                plot.rows().stream().flatMapToDouble(row -> DoubleStream.of(clip(row.lower()), clip(row.upper())))));
        double begin = labels + notes + 1.2 * GAP * em;
        this.x = new Scale(range.low(), range.high(), begin, Math.max(begin + 1, surface.width() - 1.2 * em));
    }

    static double preferredHeight(ForestPlot plot, double textSize) {
        return textSize * (HEAD + FOOT + ROW * plot.rows().size());
    }

    private double widest(Function<Row, String> text) {
        // a name of thousands of characters is cut anyway
        return plot.rows().stream()
                .map(text)
                .map(whole -> whole.substring(0, Math.min(whole.length(), 200)))
                .mapToDouble(shown -> surface.textWidth(shown, Lettering.PLAIN))
                .max()
                .orElse(0);
    }

    private double clip(double value) {
        return Math.max(-plot.reach(), Math.min(plot.reach(), value));
    }

    @Override
    public void draw() {
        drawAxis();
        surface.line(x.at(0), rows.top(), x.at(0), rows.bottom(), new Pen(Ink.AXIS, 1.5, Dash.SOLID));
        plot.margin().ifPresent(this::drawMargin);
        for (int i = 0; i < rows.shown(); i++) {
            drawRow(plot.rows().get(i), rows.middle(i));
        }
    }

    private void drawMargin(double margin) {
        double place = x.at(margin);
        surface.line(place, rows.top(), place, rows.bottom(), new Pen(Ink.LIMIT, 1.5, Dash.DASHED));
        double half = surface.textWidth("margin", Lettering.PLAIN) / 2;
        surface.text(
                Math.max(half, Math.min(surface.width() - half, place)),
                rows.top() - 0.6 * em,
                Anchor.MIDDLE,
                "margin",
                Lettering.PLAIN,
                Ink.LIMIT);
    }

    private void drawRow(Row row, double y) {
        double line = y + 0.35 * em;
        surface.text(
                0,
                line,
                Anchor.START,
                FittedText.of(surface, row.label(), Lettering.PLAIN, labels),
                Lettering.PLAIN,
                Ink.STRONG_TEXT);
        if (!row.note().isEmpty()) {
            surface.text(labels + notes, line, Anchor.END, row.note(), Lettering.PLAIN, Ink.TEXT);
        }
        double from = x.at(clip(row.lower()));
        double to = x.at(clip(row.upper()));
        surface.line(from, y, to, y, new Pen(Ink.CANDIDATE, 2, Dash.SOLID));
        if (row.lower() < -plot.reach()) {
            surface.area(Outline.arrow(from, y, -ARROW), Ink.CANDIDATE);
        }
        if (row.upper() > plot.reach()) {
            surface.area(Outline.arrow(to, y, ARROW), Ink.CANDIDATE);
        }
        if (Math.abs(row.value()) <= plot.reach()) {
            SeriesStyle.CANDIDATE.mark(surface, x.at(row.value()), y);
        }
    }

    private void drawAxis() {
        double bottom = rows.bottom();
        surface.line(x.begin(), bottom, x.end(), bottom, Pen.thin(Ink.AXIS));
        Ticks ticks = ticks();
        for (double tick : ticks.values()) {
            surface.line(x.at(tick), rows.top(), x.at(tick), bottom, Pen.thin(Ink.GRID));
            surface.text(
                    x.at(tick),
                    bottom + LineChartLayout.LINE * em,
                    Anchor.MIDDLE,
                    plot.format().text(tick, ticks.digits()),
                    Lettering.PLAIN,
                    Ink.TEXT);
        }
        drawAxisNames(bottom);
    }

    /** Which side is the worse one stands beneath the rows' names, where it takes no room from the axis. */
    private void drawAxisNames(double bottom) {
        double width = surface.textWidth(plot.xLabel(), Lettering.PLAIN);
        double half = width / 2;
        surface.text(
                Math.max(half, Math.min((x.begin() + x.end()) / 2, surface.width() - half)),
                bottom + 2 * LineChartLayout.LINE * em,
                Anchor.MIDDLE,
                FittedText.of(surface, plot.xLabel(), Lettering.PLAIN, surface.width()),
                Lettering.PLAIN,
                Ink.TEXT);
        surface.text(
                0,
                bottom + LineChartLayout.LINE * em,
                Anchor.START,
                rows.hidden() == 0 ? sides() : "and " + rows.hidden() + " more in the table",
                Lettering.PLAIN,
                Ink.TEXT);
    }

    /** In full where there is room before the first number of the axis, else shorter. */
    private String sides() {
        Ticks ticks = ticks();
        double room = ticks.values().stream()
                        .mapToDouble(tick -> x.at(tick)
                                - surface.textWidth(plot.format().text(tick, ticks.digits()), Lettering.PLAIN) / 2)
                        .min()
                        .orElse(surface.width())
                - 0.5 * em;
        boolean worseLeft = plot.worse() == Worse.LEFT;
        return Stream.of(
                        worseLeft ? "← worse, better →" : "← better, worse →",
                        worseLeft ? "better →" : "← better",
                        worseLeft ? "→" : "←")
                .filter(text -> surface.textWidth(text, Lettering.PLAIN) <= room)
                .findFirst()
                .orElse("");
    }

    private Ticks ticks() {
        Ticks few = Ticks.between(x.low(), x.high(), 2);
        double apart = few.values().stream()
                        .mapToDouble(tick -> surface.textWidth(plot.format().text(tick, few.digits()), Lettering.PLAIN))
                        .max()
                        .orElse(0)
                + 1.6 * em;
        int most = (int) Math.max(2, Math.min(5, (x.end() - x.begin()) / apart));
        return Ticks.between(x.low(), x.high(), most);
    }

    @Override
    public Optional<Reading> readingAt(double left, double top) {
        int index = rows.at(top);
        if (index < 0 || left < 0 || left > surface.width()) {
            return Optional.empty();
        }
        Row row = plot.rows().get(index);
        int digits = ticks().digits() + 2;
        double y = rows.middle(index);
        return Optional.of(new Reading(
                row.label() + (row.note().isEmpty() ? "" : ", " + row.note()),
                List.of(new Place(x.begin(), y), new Place(x.end(), y)),
                List.of(new Reading.Value(
                        plot.xLabel(),
                        plot.format().text(row.value(), digits) + " ["
                                + plot.format().text(row.lower(), digits) + ", "
                                + plot.format().text(row.upper(), digits) + "]",
                        Ink.CANDIDATE,
                        new Place(x.at(clip(row.value())), y)))));
    }
}
