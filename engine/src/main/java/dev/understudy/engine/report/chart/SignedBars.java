package dev.understudy.engine.report.chart;

import java.util.List;
import java.util.Optional;

/**
 * Bars to the left and the right of zero: what moves one model's number or the same of two models.
 *
 * @param finding what the chart shows, in one sentence
 * @param live the live model's name; empty where there is only the candidate
 * @param candidate the candidate's
 * @param rows from top to bottom, at least one
 */
public record SignedBars(String finding, Optional<String> live, String candidate, List<Row> rows) implements Chart {
    public SignedBars {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("bars have at least one row");
        }
    }

    /**
     * One label.
     *
     * @param label the label
     * @param live the live model's number; passed over where there is no live model
     * @param candidate the candidate's
     */
    public record Row(String label, double live, double candidate) {}
}
