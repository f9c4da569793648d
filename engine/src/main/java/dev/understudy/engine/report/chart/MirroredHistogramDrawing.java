package dev.understudy.engine.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws one histogram upon the axis and the other beneath it. */
final class MirroredHistogramDrawing implements Drawing {
    /** Of the width: how high the bins are together where the drawing may be as high as it likes. */
    private static final double PREFERRED = 0.52;

    /** In text sizes. */
    private static final double HEAD = 2;

    private static final double FOOT = 3;
    private static final double MOST_HEIGHT = 22;
    private static final double TICK_GAP = 0.5;
    private static final double TICK_EVERY = 2.4;

    /** Of the width of the plot: how wide a stretch a name needs. */
    private static final double NAME_STRETCH = 0.25;

    private final MirroredHistogram chart;
    private final Surface surface;
    private final double em;
    private final Scale x;
    private final Scale y;
    private final Ticks ticks;

    MirroredHistogramDrawing(MirroredHistogram chart, Surface surface) {
        this.chart = chart;
        this.surface = surface;
        this.em = surface.textSize();
        double most = Range.fromZero(Stream.concat(chart.liveShares().stream(), chart.candidateShares().stream())
                        .mapToDouble(Double::doubleValue))
                .high();
        double bottom = Math.max(HEAD * em + 2, surface.height() - FOOT * em);
        this.y = new Scale(-most, most, bottom, HEAD * em);
        double half = (bottom - HEAD * em) / 2;
        this.ticks = Ticks.between(0, most, (int) Math.max(1, Math.min(4, half / (TICK_EVERY * em))));
        double left = ticks.values().stream()
                        .mapToDouble(tick -> surface.textWidth(text(tick), Lettering.PLAIN))
                        .max()
                        .orElse(0)
                + TICK_GAP * em
                + 1;
        this.x = new Scale(chart.x().low(), chart.x().high(), left, Math.max(left + 1, surface.width() - 1.2 * em));
    }

    static double preferredHeight(double width, double textSize) {
        return Math.min(PREFERRED * width, MOST_HEIGHT * textSize) + (HEAD + FOOT) * textSize;
    }

    private String text(double tick) {
        return TickFormat.PERCENT.text(tick, ticks.digits());
    }

    @Override
    public void draw() {
        surface.text(
                x.begin(),
                y.end() - 0.65 * em,
                Anchor.START,
                FittedText.of(surface, "share of events", Lettering.PLAIN, x.end() - x.begin()),
                Lettering.PLAIN,
                Ink.TEXT);
        for (double tick : ticks.values()) {
            drawTick(tick, y.at(tick));
            if (tick > 0) {
                drawTick(tick, y.at(-tick));
            }
        }
        surface.area(outline(chart.liveShares(), 1), Ink.LIVE_FILL);
        surface.area(outline(chart.candidateShares(), -1), Ink.CANDIDATE_FILL);
        surface.line(x.begin(), y.at(0), x.end(), y.at(0), Pen.thin(Ink.AXIS));
        drawName(chart.live(), chart.liveShares(), y.end() + 1.4 * em, Ink.LIVE);
        drawName(chart.candidate(), chart.candidateShares(), y.begin() - 0.8 * em, Ink.CANDIDATE);
        drawXAxis();
    }

    private void drawTick(double tick, double place) {
        surface.line(x.begin(), place, x.end(), place, Pen.thin(Ink.GRID));
        surface.text(x.begin() - TICK_GAP * em, place + 0.35 * em, Anchor.END, text(tick), Lettering.PLAIN, Ink.TEXT);
    }

    private List<Place> outline(List<Double> shares, int direction) {
        List<Place> outline = new ArrayList<>();
        outline.add(new Place(x.begin(), y.at(0)));
        for (int i = 0; i < shares.size(); i++) {
            double height = y.at(direction * shares.get(i));
            outline.add(new Place(edge(i), height));
            outline.add(new Place(edge(i + 1), height));
        }
        outline.add(new Place(x.end(), y.at(0)));
        return outline;
    }

    private double edge(int bin) {
        return x.begin() + (x.end() - x.begin()) * bin / chart.liveShares().size();
    }

    /** Where the bins leave the most room. */
    private void drawName(String name, List<Double> shares, double height, Ink ink) {
        int stretch = (int) Math.max(1, Math.round(NAME_STRETCH * shares.size()));
        int best = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int first = 0; first + stretch <= shares.size(); first++) {
            double highest = shares.subList(first, first + stretch).stream()
                    .mapToDouble(Double::doubleValue)
                    .max()
                    .orElse(0);
            // of equally low stretches the one in the middle
            double outOfTheWay = Math.abs(first + stretch / 2.0 - shares.size() / 2.0) * 1e-9;
            if (highest + outOfTheWay < lowest) {
                lowest = highest + outOfTheWay;
                best = first;
            }
        }
        surface.text(
                (edge(best) + edge(best + stretch)) / 2,
                height,
                Anchor.MIDDLE,
                FittedText.of(surface, name, Lettering.NAME, (x.end() - x.begin()) / 2),
                Lettering.NAME,
                ink);
    }

    private void drawXAxis() {
        Ticks along = Ticks.between(x.low(), x.high(), (int) Math.max(2, Math.min(5, surface.width() / (5 * em))));
        for (double tick : along.values()) {
            surface.line(x.at(tick), y.begin(), x.at(tick), y.begin() + 0.35 * em, Pen.thin(Ink.AXIS));
            surface.text(
                    x.at(tick),
                    y.begin() + LineChartLayout.LINE * em,
                    Anchor.MIDDLE,
                    TickFormat.PLAIN.text(tick, along.digits()),
                    Lettering.PLAIN,
                    Ink.TEXT);
        }
        surface.text(
                (x.begin() + x.end()) / 2,
                y.begin() + 2 * LineChartLayout.LINE * em,
                Anchor.MIDDLE,
                FittedText.of(surface, chart.xLabel(), Lettering.PLAIN, x.end() - x.begin()),
                Lettering.PLAIN,
                Ink.TEXT);
    }

    @Override
    public Optional<Reading> readingAt(double left, double top) {
        if (left < x.begin() || left > x.end()) {
            return Optional.empty();
        }
        int bins = chart.liveShares().size();
        int bin = (int) Math.min(bins - 1.0, (left - x.begin()) / (x.end() - x.begin()) * bins);
        double middle = (edge(bin) + edge(bin + 1)) / 2;
        double live = chart.liveShares().get(bin);
        double candidate = chart.candidateShares().get(bin);
        return Optional.of(new Reading(
                DoubleStream.of(x.valueAt(edge(bin)), x.valueAt(edge(bin + 1)))
                        .mapToObj(value -> TickFormat.PLAIN.text(value, 3))
                        .reduce((from, to) -> from + " – " + to)
                        .orElseThrow(),
                List.of(new Place(middle, y.end()), new Place(middle, y.begin())),
                List.of(
                        new Reading.Value(
                                chart.live(),
                                TickFormat.PERCENT.text(live, 4),
                                Ink.LIVE,
                                new Place(middle, y.at(live))),
                        new Reading.Value(
                                chart.candidate(),
                                TickFormat.PERCENT.text(candidate, 4),
                                Ink.CANDIDATE,
                                new Place(middle, y.at(-candidate))))));
    }
}
