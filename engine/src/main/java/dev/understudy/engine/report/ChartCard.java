package dev.understudy.engine.report;

import java.util.Optional;

/**
 * A chart with what it shows.
 *
 * @param finding in one sentence
 * @param caption what is drawn, of how many events, by which method
 * @param svg the image; empty where nothing can be drawn, and the caption says why
 * @param table the numbers behind it
 */
record ChartCard(String finding, String caption, String svg, Optional<DataTable> table) {
    ChartCard {
        // a number and its percent sign stay on one line
        finding = finding.replace(" %", "\u00a0%");
        caption = caption.replace(" %", "\u00a0%");
    }

    /** In place of a chart that cannot be drawn. */
    static ChartCard without(String finding, String why) {
        return new ChartCard(finding, why, "", Optional.empty());
    }
}
