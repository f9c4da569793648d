package dev.understudy.engine.report.chart;

import java.util.Optional;

/** A chart laid out on one surface. */
interface Drawing {
    void draw();

    /** What stands at a place; empty where there is nothing to read. */
    Optional<Reading> readingAt(double x, double y);
}
