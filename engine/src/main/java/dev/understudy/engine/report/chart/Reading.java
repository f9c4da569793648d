package dev.understudy.engine.report.chart;

import java.util.List;

/**
 * What a chart shows at a place that somebody points at.
 *
 * @param heading where that is on the chart's axis, or which row
 * @param guide the line to draw through it, from its first place to its last
 * @param values one a series
 */
public record Reading(String heading, List<Place> guide, List<Value> values) {
    public Reading {
        guide = List.copyOf(guide);
        values = List.copyOf(values);
    }

    /**
     * The value of one series.
     *
     * @param name of the series, or what its panel shows
     * @param text the value
     * @param ink of the series
     * @param place where it stands on the drawing
     */
    public record Value(String name, String text, Ink ink, Place place) {}
}
