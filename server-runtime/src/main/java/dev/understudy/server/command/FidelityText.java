package dev.understudy.server.command;

import dev.understudy.engine.fidelity.FidelityLedger;
import dev.understudy.engine.fidelity.LedgerEntry;
import dev.understudy.engine.fidelity.RealisedMetric;
import dev.understudy.engine.gate.Figures;
import java.util.ArrayList;
import java.util.List;

/** What was predicted of releases and what came true, for the terminal. */
final class FidelityText {
    private static final String UNKNOWN = "–";

    private FidelityText() {}

    static String of(FidelityLedger ledger) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "release",
                "version",
                "before",
                "metric",
                "predicted",
                "to be expected",
                "realised",
                "events",
                "finding"));
        ledger.entries().forEach(entry -> rows.addAll(rows(entry)));
        FidelityLedger.Calibration calibration = ledger.calibration();
        return "fidelity, by the outcomes known at " + ledger.knownAt() + "\n" + TextRenderer.aligned(rows)
                + (calibration.intervals() == 0
                        ? ""
                        : calibration.covered() + " of " + calibration.intervals()
                                + " prediction intervals at " + Figures.percent(ledger.confidence())
                                + " hold what was realised\n");
    }

    private static List<List<String>> rows(LedgerEntry entry) {
        return switch (entry) {
            case LedgerEntry.Assessed assessed ->
                assessed.metrics().stream().map(metric -> row(assessed, metric)).toList();
            case LedgerEntry.TooEarly early ->
                List.of(row(
                        entry,
                        early.before().text(),
                        Figures.count(early.events()),
                        "too early: " + Figures.count(early.matured()) + " outcomes have matured, at least "
                                + Figures.count(early.needed()) + " and " + Figures.percent(early.coverage())
                                + " of a day's or more are needed"));
            case LedgerEntry.NotCompared none -> List.of(row(entry, UNKNOWN, UNKNOWN, none.reason()));
        };
    }

    private static List<String> row(LedgerEntry entry, String before, String events, String said) {
        return List.of(
                Long.toString(entry.release().release()),
                entry.release().version().text(),
                before,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                events,
                said);
    }

    private static List<String> row(LedgerEntry.Assessed entry, RealisedMetric metric) {
        return List.of(
                Long.toString(entry.release().release()),
                entry.release().version().text(),
                entry.before().text(),
                metric.metric().label()
                        + metric.slice().map(slice -> " where " + slice).orElse(""),
                metric.predicted().map(amount -> Figures.signed(amount.value())).orElse(UNKNOWN),
                metric.interval()
                        .map(interval ->
                                "[" + Figures.signed(interval.lower()) + ", " + Figures.signed(interval.upper()) + "]")
                        .orElse(UNKNOWN),
                metric.realised().map(amount -> Figures.signed(amount.value())).orElse(UNKNOWN),
                Figures.count(entry.events()),
                finding(entry, metric));
    }

    private static String finding(LedgerEntry.Assessed entry, RealisedMetric metric) {
        return switch (entry.finding()) {
            case AS_PREDICTED -> "as predicted";
            case NOT_PREDICTED -> metric.undetermined().orElse("no simulation of these two was followed");
            case LOG_UNSOUND ->
                "the log is not what the model says: it reproduces "
                        + Figures.count(entry.parity().identical()) + " of "
                        + Figures.count(entry.parity().checked());
            case TRAFFIC_CHANGED ->
                metric.covered().equals(java.util.Optional.of(false)) ? "missed: the traffic changed" : "as predicted";
            case PREDICTION_MISSED ->
                metric.covered().equals(java.util.Optional.of(false))
                        ? "missed: the prediction was wrong"
                        : "as predicted";
        };
    }
}
