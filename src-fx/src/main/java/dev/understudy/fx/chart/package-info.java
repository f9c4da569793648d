/** The engine's charts on the screen: drawn on a canvas, read with the pointer, and as a table. */
@NullMarked
package dev.understudy.fx.chart;

import org.jspecify.annotations.NullMarked;
