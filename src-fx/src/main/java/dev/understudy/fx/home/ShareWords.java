package dev.understudy.fx.home;

import dev.understudy.engine.overview.DailyShares;
import dev.understudy.engine.report.chart.Curve;
import dev.understudy.engine.report.chart.Range;
import dev.understudy.engine.report.chart.Sparkline;
import dev.understudy.engine.report.chart.TickFormat;
import dev.understudy.fx.text.Amounts;
import dev.understudy.fx.text.Texts;

/**
 * What the live model said, in words: the share of a label, or the mean prediction of a regression.
 *
 * @param shares what it said
 * @param texts the words
 */
record ShareWords(DailyShares shares, Texts texts) {
    String label() {
        return shares.label()
                .map(label -> texts.get("home.share.label", label))
                .orElseGet(() -> texts.get(shares.version().isPresent() ? "home.share.mean" : "home.share.none"));
    }

    String value(double value) {
        return shares.label().isPresent() ? Amounts.percent(value) : Amounts.value(value);
    }

    String range(DailyShares.Usual usual) {
        return shares.label().isPresent()
                ? Amounts.percentRange(usual.low(), usual.high())
                : Amounts.valueRange(usual.low(), usual.high());
    }

    /** All days in one sentence, for those who do not see the line. */
    String sentence() {
        return shares.last()
                .flatMap(day -> shares.version()
                        .map(version -> texts.get(
                                "home.share.sentence",
                                label(),
                                version,
                                shares.days().size(),
                                value(day.value()),
                                shares.usual().map(this::range).orElse("–"))))
                .orElseGet(() -> texts.get("home.share.empty"));
    }

    /** All days as a line. */
    Sparkline line() {
        boolean isShare = shares.label().isPresent();
        return new Sparkline(
                sentence(),
                TickFormat.DAY,
                isShare ? TickFormat.PERCENT : TickFormat.PLAIN,
                new Curve(shares.days().stream()
                        .map(day -> new Curve.Point(day.day().toEpochDay(), day.value()))
                        .toList()),
                shares.usual().map(usual -> Range.between(usual.low(), usual.high())));
    }
}
