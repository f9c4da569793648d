package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds places for the names of lines, where they stand clear of the lines and of each other. */
final class SeriesNames {
    /** Between a line's end and its name. */
    static final double GAP = 7;

    /** Of the width of the plot: how long a name among the lines may be. */
    private static final double LONGEST = 0.3;

    private final Surface surface;
    private final Scale x;
    private final Scale y;
    private final double lineHeight;

    private SeriesNames(Surface surface, Scale x, Scale y) {
        this.surface = surface;
        this.x = x;
        this.y = y;
        this.lineHeight = LineChartLayout.LINE * surface.textSize();
    }

    /** A name and where it stands. */
    record Placed(double x, double y, Anchor anchor, String text, Ink ink) {}

    static List<Placed> place(LineChart chart, Panel panel, Surface surface, Scale x, Scale y) {
        List<Series> named = panel.series().stream()
                .filter(series ->
                        !series.name().isEmpty() && !series.curve().points().isEmpty())
                .toList();
        SeriesNames names = new SeriesNames(surface, x, y);
        return chart.names() == NamePlace.END ? names.atEnds(named) : names.atWidestGap(named);
    }

    private List<Placed> atEnds(List<Series> named) {
        List<Series> fromTop = named.stream()
                .sorted(Comparator.comparingDouble(series -> y.at(last(series))))
                .toList();
        List<Placed> places = new ArrayList<>();
        double above = Double.NEGATIVE_INFINITY;
        // two names beside the same height part evenly, so that neither is pushed off its line alone
        double apart = fromTop.size() == 2
                ? Math.max(0, lineHeight - (y.at(last(fromTop.getLast())) - y.at(last(fromTop.getFirst())))) / 2
                : 0;
        for (Series series : fromTop) {
            double height = Math.max(above + lineHeight, y.at(last(series)) + surface.textSize() * 0.35 - apart);
            places.add(new Placed(
                    x.end() + GAP,
                    height,
                    Anchor.START,
                    FittedText.of(surface, series.name(), Lettering.NAME, surface.width() - x.end() - GAP),
                    series.style().ink()));
            above = height;
        }
        return places;
    }

    private static double last(Series series) {
        return series.curve().points().getLast().y();
    }

    /** Rising curves leave room above their left and below their right. */
    private List<Placed> atWidestGap(List<Series> named) {
        if (named.size() != 2) {
            return atEnds(named);
        }
        double best = x.low() + (x.high() - x.low()) * 0.3;
        double widest = 0;
        for (int i = 10; i <= 70; i++) {
            double place = x.low() + (x.high() - x.low()) * i / 100;
            double gap = Math.abs(
                    named.get(0).curve().at(place) - named.get(1).curve().at(place));
            if (gap > widest) {
                widest = gap;
                best = place;
            }
        }
        boolean firstIsUpper =
                named.get(0).curve().at(best) >= named.get(1).curve().at(best);
        Series upper = named.get(firstIsUpper ? 0 : 1);
        Series lower = named.get(firstIsUpper ? 1 : 0);
        double longest = LONGEST * (x.end() - x.begin());
        String upperName = FittedText.of(surface, upper.name(), Lettering.NAME, longest);
        return List.of(
                new Placed(
                        Math.max(x.at(best) - GAP, x.begin() + surface.textWidth(upperName, Lettering.NAME) + 4),
                        Math.max(y.at(upper.curve().at(best)) - GAP, y.end() + lineHeight),
                        Anchor.END,
                        upperName,
                        upper.style().ink()),
                new Placed(
                        x.at(best) + GAP,
                        y.at(lower.curve().at(best)) + lineHeight + 2,
                        Anchor.START,
                        FittedText.of(surface, lower.name(), Lettering.NAME, longest),
                        lower.style().ink()));
    }
}
