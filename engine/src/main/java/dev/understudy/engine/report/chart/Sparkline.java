package dev.understudy.engine.report.chart;

import java.util.Optional;

/**
 * A small line without axes, over the range in which it usually is.
 *
 * @param finding what it shows, in one sentence
 * @param xFormat how places along it are written
 * @param format how its values are written
 * @param curve where it runs
 * @param usual where it usually is, if that is known
 */
public record Sparkline(String finding, TickFormat xFormat, TickFormat format, Curve curve, Optional<Range> usual)
        implements Chart {}
