package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import dev.understudy.engine.report.chart.LineChart.Series;
import dev.understudy.engine.report.chart.SvgCanvas.Anchor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds places for the names of lines, where they stand clear of the lines and of each other. */
final class SeriesNames {
    private static final double LONGEST = 96;
    private static final double GAP = 7;

    private SeriesNames() {}

    /** A name and where it stands. */
    record Placed(double x, double y, Anchor anchor, String text, String colour) {}

    static List<Placed> place(LineChart chart, Panel panel, Scale x, Scale y) {
        List<Series> named = panel.series().stream()
                .filter(series ->
                        !series.name().isEmpty() && !series.curve().points().isEmpty())
                .toList();
        return chart.names() == NamePlace.END ? atEnds(named, x, y) : atWidestGap(named, x, y);
    }

    private static List<Placed> atEnds(List<Series> named, Scale x, Scale y) {
        List<Series> fromTop = named.stream()
                .sorted(Comparator.comparingDouble(series -> y.at(last(series))))
                .toList();
        List<Placed> places = new ArrayList<>();
        double above = Double.NEGATIVE_INFINITY;
        // two names beside the same height part evenly, so that neither is pushed off its line alone
        double apart = fromTop.size() == 2
                ? Math.max(0, Frame.LINE_HEIGHT - (y.at(last(fromTop.getLast())) - y.at(last(fromTop.getFirst())))) / 2
                : 0;
        for (Series series : fromTop) {
            double height = Math.max(above + Frame.LINE_HEIGHT, y.at(last(series)) + 4 - apart);
            places.add(new Placed(
                    x.end() + GAP,
                    height,
                    Anchor.START,
                    Labels.fitting(series.name(), Frame.WIDTH - x.end() - GAP),
                    series.style().colour()));
            above = height;
        }
        return places;
    }

    private static double last(Series series) {
        return series.curve().points().getLast().y();
    }

    /** Rising curves leave room above their left and below their right. */
    private static List<Placed> atWidestGap(List<Series> named, Scale x, Scale y) {
        if (named.size() != 2) {
            return atEnds(named, x, y);
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
        String upperName = Labels.fitting(upper.name(), LONGEST);
        return List.of(
                new Placed(
                        Math.max(x.at(best) - GAP, x.begin() + Labels.width(upperName) + 4),
                        Math.max(y.at(upper.curve().at(best)) - GAP, y.end() + Frame.LINE_HEIGHT),
                        Anchor.END,
                        upperName,
                        upper.style().colour()),
                new Placed(
                        x.at(best) + GAP,
                        y.at(lower.curve().at(best)) + Frame.LINE_HEIGHT + 2,
                        Anchor.START,
                        Labels.fitting(lower.name(), LONGEST),
                        lower.style().colour()));
    }
}
