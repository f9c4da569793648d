package dev.understudy.fx.chart;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/** Differences with their intervals side by side over one line of zero, each with its name beneath and its value. */
public final class IntervalBars extends RoleCanvas {
    private static final double VALUE_LINE = 2;
    private static final double BAR_IN_EM = 1.4;
    private static final double WIDEST_SLOT_IN_EM = 13;
    private static final double LABEL_LINES = 1.7;
    private static final double ZERO_MARGIN_IN_EM = 2;

    private final List<Bar> bars;

    /**
     * One difference.
     *
     * @param name stands beneath
     * @param figure stands beside the value's line
     * @param lower lower bound
     * @param value the difference
     * @param upper upper bound
     * @param sentence the whole of it in words
     */
    public record Bar(String name, String figure, double lower, double value, double upper, String sentence) {}

    /**
     * @param bars from left to right
     */
    public IntervalBars(List<Bar> bars) {
        this.bars = List.copyOf(bars);
        getStyleClass().add("interval-bars");
        setAccessibleText(bars.stream().map(Bar::sentence).collect(Collectors.joining(" ")));
    }

    @Override
    void draw(GraphicsContext context, double width, double height) {
        double em = font().getSize();
        double low = Math.min(0, bars.stream().mapToDouble(Bar::lower).min().orElse(0));
        double high = Math.max(0, bars.stream().mapToDouble(Bar::upper).max().orElse(0));
        double span = high > low ? high - low : 1;
        double plot = height - LABEL_LINES * em;
        double zero = crisp(y(0, high, span, plot));
        double left = ZERO_MARGIN_IN_EM * em;
        context.setFont(font());
        context.setStroke(axisColour());
        context.setLineWidth(1);
        context.strokeLine(left, zero, width, zero);
        words(context, "0", left - 0.6 * em, zero, TextAlignment.RIGHT, VPos.CENTER);
        double slot = Math.min((width - left) / bars.size(), WIDEST_SLOT_IN_EM * em);
        double bar = BAR_IN_EM * em;
        for (int i = 0; i < bars.size(); i++) {
            Bar each = bars.get(i);
            double middle = left + (i + 0.5) * slot;
            double top = y(each.upper(), high, span, plot);
            double bottom = y(each.lower(), high, span, plot);
            context.setFill(areaColour());
            context.fillRect(middle - bar / 2, top, bar, Math.max(1, bottom - top));
            double value = y(each.value(), high, span, plot);
            context.setStroke(lineColour());
            context.setLineWidth(VALUE_LINE);
            context.strokeLine(middle - bar / 2, value, middle + bar / 2, value);
            words(context, each.figure(), middle + bar / 2 + 0.45 * em, value, TextAlignment.LEFT, VPos.CENTER);
            words(context, each.name(), middle, height, TextAlignment.CENTER, VPos.BOTTOM);
        }
    }

    private void words(GraphicsContext context, String words, double x, double y, TextAlignment align, VPos baseline) {
        context.setFill(textColour());
        context.setTextAlign(align);
        context.setTextBaseline(baseline);
        context.fillText(words, x, y);
    }

    private static double y(double value, double high, double span, double height) {
        return 1 + (high - value) / span * (height - 2);
    }
}
