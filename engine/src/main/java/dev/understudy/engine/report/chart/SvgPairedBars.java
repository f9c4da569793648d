package dev.understudy.engine.report.chart;

import dev.understudy.engine.report.chart.PairedBars.Row;
import dev.understudy.engine.report.chart.SvgCanvas.Anchor;

/** Draws two bars a label. */
final class SvgPairedBars {
    private static final double LABELS = 104;
    private static final double VALUES = 134;
    private static final double HEAD = 8;
    private static final double BAR = 13;
    private static final double ROW = 2 * BAR + 14;

    private final PairedBars bars;
    private final SvgCanvas canvas;
    private final Scale x;

    private SvgPairedBars(PairedBars bars) {
        this.bars = bars;
        this.canvas = new SvgCanvas(Frame.WIDTH, HEAD + ROW * bars.rows().size(), bars.finding());
        double most = bars.rows().stream()
                .mapToDouble(row -> Math.max(row.live(), row.candidate()))
                .max()
                .orElse(0);
        this.x = new Scale(0, most > 0 ? most : 1, LABELS + 8, Frame.WIDTH - VALUES);
    }

    static String draw(PairedBars bars) {
        return new SvgPairedBars(bars).draw();
    }

    private String draw() {
        double y = HEAD;
        for (Row row : bars.rows()) {
            canvas.text(LABELS, y + BAR + 4, Anchor.END, Labels.fitting(row.label(), LABELS), Frame.INK);
            bar(y, row.live(), bars.live(), SeriesStyle.LIVE);
            bar(y + BAR + 1, row.candidate(), bars.candidate(), SeriesStyle.CANDIDATE);
            y += ROW;
        }
        canvas.line(x.begin(), HEAD - 4, x.begin(), y - 10, Frame.AXIS, 1, "");
        return canvas.svg();
    }

    private void bar(double top, double share, String name, SeriesStyle style) {
        double end = x.at(share);
        canvas.rectangle(x.begin(), top, end - x.begin(), BAR, style.colour());
        canvas.marker(end + 9, top + BAR / 2, style);
        canvas.text(
                end + 17,
                top + BAR - 2.5,
                Anchor.START,
                TickFormat.PERCENT.text(share, 3) + "  " + Labels.fitting(name, VALUES - 66),
                style.colour());
    }
}
