/** Charts as plain values, and how they are drawn as SVG. Knows nothing of models and simulations. */
@NullMarked
package dev.understudy.engine.report.chart;

import org.jspecify.annotations.NullMarked;
