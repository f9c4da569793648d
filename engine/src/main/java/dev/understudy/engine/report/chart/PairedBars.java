package dev.understudy.engine.report.chart;

import java.util.List;

/**
 * Two bars a label: the live model's and the candidate's share.
 *
 * @param finding what the chart shows, in one sentence
 * @param live the live model's name
 * @param candidate the candidate's
 * @param rows from top to bottom, at least one
 */
public record PairedBars(String finding, String live, String candidate, List<Row> rows) implements Chart {
    public PairedBars {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("bars have at least one row");
        }
    }

    /**
     * One label.
     *
     * @param label the label
     * @param live share in [0, 1]
     * @param candidate likewise
     */
    public record Row(String label, double live, double candidate) {}
}
