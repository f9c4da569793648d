package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.SignedBars.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Draws bars about zero, with their numbers at the right. */
final class SignedBarsDrawing implements Drawing {
    /** In text sizes. */
    private static final double HEAD = 0.3;

    private static final double FOOT = 0.5;
    private static final double ROW = 2.6;
    private static final double LEAST_ROW = 2.3;
    private static final double MOST_ROW = 4;
    private static final double MORE = 1.6;

    /** Of the row: how high one bar of two is. */
    private static final double BAR = 0.36;

    private static final double LABELS_SHARE = 0.34;
    private static final double NAMES_SHARE = 0.16;

    private final SignedBars bars;
    private final Surface surface;
    private final double em;
    private final RowPlaces rows;
    private final double labels;
    private final double names;
    private final Scale x;

    SignedBarsDrawing(SignedBars bars, Surface surface) {
        this.bars = bars;
        this.surface = surface;
        this.em = surface.textSize();
        RowPlaces whole = places(FOOT);
        // a line beneath says how many rows there was no room for
        this.rows = whole.hidden() == 0 ? whole : places(FOOT + MORE);
        double widest = bars.rows().stream()
                .map(row -> row.label().substring(0, Math.min(row.label().length(), 200)))
                .mapToDouble(label -> surface.textWidth(label, Lettering.PLAIN))
                .max()
                .orElse(0);
        this.labels = Math.min(widest, LABELS_SHARE * surface.width());
        this.names = Math.min(
                Math.max(
                        surface.textWidth(bars.live().orElse(""), Lettering.PLAIN),
                        surface.textWidth(bars.candidate(), Lettering.PLAIN)),
                NAMES_SHARE * surface.width());
        double begin = labels + 0.9 * em;
        double numbers = surface.textWidth("+0.0000", Lettering.PLAIN) + names + 2.2 * em;
        Range range = Range.between(
                amounts().min().orElse(0) < 0 ? amounts().min().orElse(0) : 0,
                Math.max(0, amounts().max().orElse(0)));
        this.x = new Scale(range.low(), range.high(), begin, Math.max(begin + 1, surface.width() - numbers));
    }

    private DoubleStream amounts() {
        return bars.rows().stream()
                .flatMapToDouble(row -> bars.live().isPresent()
                        ? DoubleStream.of(row.live(), row.candidate())
                        : DoubleStream.of(row.candidate()));
    }

    private RowPlaces places(double foot) {
        return RowPlaces.between(
                HEAD * em, surface.height() - foot * em, bars.rows().size(), LEAST_ROW * em, MOST_ROW * em);
    }

    static double preferredHeight(SignedBars bars, double textSize) {
        return textSize * (HEAD + FOOT + ROW * bars.rows().size());
    }

    @Override
    public void draw() {
        for (int i = 0; i < rows.shown(); i++) {
            drawRow(bars.rows().get(i), rows.middle(i));
        }
        surface.line(x.at(0), rows.top(), x.at(0), rows.bottom(), Pen.thin(Ink.AXIS));
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

    private void drawRow(Row row, double middle) {
        surface.text(
                labels,
                middle + 0.35 * em,
                Anchor.END,
                FittedText.of(surface, row.label(), Lettering.PLAIN, labels),
                Lettering.PLAIN,
                Ink.STRONG_TEXT);
        double height = BAR * rows.height();
        if (bars.live().isPresent()) {
            drawBar(middle - height - 0.5, height, row.live(), bars.live().get(), SeriesStyle.LIVE, Ink.LIVE_FILL);
            drawBar(middle + 0.5, height, row.candidate(), bars.candidate(), SeriesStyle.CANDIDATE, Ink.CANDIDATE_FILL);
        } else {
            drawBar(
                    middle - height / 2,
                    height,
                    row.candidate(),
                    bars.candidate(),
                    SeriesStyle.CANDIDATE,
                    Ink.CANDIDATE_FILL);
        }
    }

    private void drawBar(double top, double height, double amount, String name, SeriesStyle style, Ink fill) {
        double from = Math.min(x.at(0), x.at(amount));
        double to = Math.max(x.at(0), x.at(amount));
        surface.rectangle(from, top, to - from, height, fill);
        double middle = top + height / 2;
        style.mark(surface, x.end() + 0.9 * em, middle);
        surface.text(
                x.end() + 1.6 * em,
                middle + 0.35 * em,
                Anchor.START,
                TickFormat.SIGNED.text(amount, 4) + " " + FittedText.of(surface, name, Lettering.PLAIN, names),
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
        double middle = rows.middle(index);
        double height = bars.live().isPresent() ? BAR * rows.height() / 2 : 0;
        List<Reading.Value> values = new ArrayList<>();
        bars.live().ifPresent(name -> values.add(value(name, row.live(), Ink.LIVE, middle - height)));
        values.add(value(bars.candidate(), row.candidate(), Ink.CANDIDATE, middle + height));
        return Optional.of(new Reading(row.label(), List.of(), values));
    }

    private Reading.Value value(String name, double amount, Ink ink, double y) {
        return new Reading.Value(name, TickFormat.SIGNED.text(amount, 4), ink, new Place(x.at(amount), y));
    }
}
