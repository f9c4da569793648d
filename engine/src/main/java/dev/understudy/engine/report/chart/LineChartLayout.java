package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.LineChart.NamePlace;
import dev.understudy.engine.report.chart.LineChart.Panel;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the parts of a line chart stand.
 *
 * @param x the common axis
 * @param xTicks along it
 * @param bottom where it lies
 * @param panels from top to bottom
 */
record LineChartLayout(Scale x, Ticks xTicks, double bottom, List<PanelPlace> panels) {
    /** In text sizes. */
    static final double LINE = 1.35;

    private static final double HEAD = 2;
    private static final double FOOT = 3.0;
    private static final double TICK_GAP = 0.5;
    private static final double TICK_EVERY = 2.6;
    private static final int MOST_TICKS = 6;
    private static final int MOST_DAYS = 7;

    /** Names beside the lines take at most this share of the width. */
    private static final double NAMES_SHARE = 0.24;

    /**
     * Where a panel stands.
     *
     * @param panel what is drawn there
     * @param y its own axis
     * @param ticks along it
     */
    record PanelPlace(Panel panel, Scale y, Ticks ticks) {}

    static double heightBesidePanels(LineChart chart, double textSize) {
        return textSize * (FOOT + HEAD * chart.panels().size());
    }

    static LineChartLayout of(LineChart chart, Surface surface) {
        double em = surface.textSize();
        List<PanelPlace> panels = panels(chart, surface);
        double left = panels.stream()
                        .flatMapToDouble(place -> place.ticks().values().stream()
                                .mapToDouble(tick -> surface.textWidth(
                                        place.panel()
                                                .format()
                                                .text(tick, place.ticks().digits()),
                                        Lettering.PLAIN)))
                        .max()
                        .orElse(0)
                + TICK_GAP * em
                + 1;
        double labelWidth = Math.max(
                surface.textWidth(label(chart, chart.x().low()), Lettering.PLAIN),
                surface.textWidth(label(chart, chart.x().high()), Lettering.PLAIN));
        double right = surface.width() - Math.max(labelWidth / 2 + 2, names(chart, surface));
        Scale x =
                new Scale(chart.x().low(), chart.x().high(), Math.max(left, labelWidth / 2), Math.max(left + 1, right));
        return new LineChartLayout(x, xTicks(chart, x, labelWidth + 1.6 * em), surface.height() - FOOT * em, panels);
    }

    private static String label(LineChart chart, double value) {
        return chart.xFormat().text(value, 2);
    }

    private static double names(LineChart chart, Surface surface) {
        if (chart.names() != NamePlace.END) {
            return 0;
        }
        double widest = chart.panels().stream()
                .flatMap(panel -> panel.series().stream())
                .mapToDouble(series -> surface.textWidth(series.name(), Lettering.NAME))
                .max()
                .orElse(0);
        return Math.min(widest + SeriesNames.GAP, NAMES_SHARE * surface.width());
    }

    private static List<PanelPlace> panels(LineChart chart, Surface surface) {
        double em = surface.textSize();
        double height = Math.max(1, surface.height() - heightBesidePanels(chart, em));
        double weights = chart.panels().stream().mapToDouble(Panel::weight).sum();
        List<PanelPlace> places = new ArrayList<>();
        double top = 0;
        for (Panel panel : chart.panels()) {
            top += HEAD * em;
            double own = height * panel.weight() / weights;
            Scale y = new Scale(panel.y().low(), panel.y().high(), top + own, top);
            int most = (int) Math.max(2, Math.min(MOST_TICKS, own / (TICK_EVERY * em)));
            places.add(new PanelPlace(
                    panel, y, Ticks.between(panel.y().low(), panel.y().high(), most)));
            top += own;
        }
        return places;
    }

    private static Ticks xTicks(LineChart chart, Scale x, double apart) {
        int most = (int) Math.max(2, Math.min(MOST_DAYS, (x.end() - x.begin()) / apart));
        return chart.xFormat() == TickFormat.DAY
                ? Ticks.ofDays(x.low(), x.high(), most)
                : Ticks.between(x.low(), x.high(), most);
    }
}
