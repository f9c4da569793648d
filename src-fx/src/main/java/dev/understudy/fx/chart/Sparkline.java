package dev.understudy.fx.chart;

import dev.understudy.engine.overview.DailyShares;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/** A value day by day, without axes, over the band of what is usual. */
public final class Sparkline extends RoleCanvas {
    private static final double LINE = 1.6;
    private static final double LAST = 3;

    private final DailyShares shares;

    /**
     * @param sentence the same in words
     */
    public Sparkline(DailyShares shares, String sentence) {
        this.shares = shares;
        getStyleClass().add("sparkline");
        setAccessibleText(sentence);
    }

    @Override
    void draw(GraphicsContext context, double width, double height) {
        List<DailyShares.Day> days = shares.days();
        if (days.isEmpty()) {
            return;
        }
        Optional<DailyShares.Usual> usual = shares.usual();
        double low = Math.min(lowest(days), usual.map(DailyShares.Usual::low).orElse(Double.MAX_VALUE));
        double high = Math.max(highest(days), usual.map(DailyShares.Usual::high).orElse(-Double.MAX_VALUE));
        double span = high > low ? high - low : 1;
        double inner = height - 2 * LAST;
        usual.ifPresent(band -> {
            double top = LAST + (high - band.high()) / span * inner;
            double bottom = LAST + (high - band.low()) / span * inner;
            context.setFill(areaColour());
            context.fillRect(0, top, width, Math.max(1, bottom - top));
        });
        double step = days.size() > 1 ? (width - 2 * LAST) / (days.size() - 1) : 0;
        double[] xs = new double[days.size()];
        double[] ys = new double[days.size()];
        for (int i = 0; i < days.size(); i++) {
            xs[i] = LAST + i * step;
            ys[i] = LAST + (high - days.get(i).value()) / span * inner;
        }
        context.setStroke(lineColour());
        context.setLineWidth(LINE);
        context.setLineCap(StrokeLineCap.ROUND);
        context.setLineJoin(StrokeLineJoin.ROUND);
        context.strokePolyline(xs, ys, xs.length);
        context.setFill(lineColour());
        double x = xs[xs.length - 1];
        double y = ys[ys.length - 1];
        context.fillOval(x - LAST, y - LAST, 2 * LAST, 2 * LAST);
    }

    private static double lowest(List<DailyShares.Day> days) {
        return days.stream().mapToDouble(DailyShares.Day::value).min().orElse(0);
    }

    private static double highest(List<DailyShares.Day> days) {
        return days.stream().mapToDouble(DailyShares.Day::value).max().orElse(0);
    }
}
