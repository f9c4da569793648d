package dev.understudy.engine.report;

import dev.understudy.engine.report.chart.Chart;
import java.util.Optional;

/**
 * A chart with what it shows.
 *
 * @param key a stable name among the charts of one report, such as {@code roc}
 * @param finding in one sentence
 * @param caption what is drawn, of how many events, by which method
 * @param chart what to draw; empty where nothing can be drawn, and the caption says why
 * @param table the numbers behind it
 */
public record ChartCard(String key, String finding, String caption, Optional<Chart> chart, Optional<DataTable> table) {
    public ChartCard {
        // a number and its percent sign stay on one line
        finding = finding.replace(" %", "\u00a0%");
        caption = caption.replace(" %", "\u00a0%");
    }

    /** In place of a chart that cannot be drawn. */
    static ChartCard without(String key, String finding, String why) {
        return new ChartCard(key, finding, why, Optional.empty(), Optional.empty());
    }
}
