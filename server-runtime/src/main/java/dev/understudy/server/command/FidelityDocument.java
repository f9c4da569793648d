package dev.understudy.server.command;

import dev.understudy.engine.fidelity.FidelityLedger;
import dev.understudy.engine.fidelity.LedgerEntry;
import dev.understudy.engine.fidelity.RealisedMetric;
import dev.understudy.engine.statistics.StudentEstimate;
import tools.jackson.databind.node.ObjectNode;

/** What was predicted of releases and what came true, as a document. */
final class FidelityDocument {
    private FidelityDocument() {}

    /** How often predictions came true. */
    static ObjectNode calibration(FidelityLedger ledger) {
        FidelityLedger.Calibration calibration = ledger.calibration();
        ObjectNode node = Documents.object();
        node.put("confidence", ledger.confidence());
        node.put("intervals", calibration.intervals());
        node.put("covered", calibration.covered());
        node.put("share", calibration.share().orElse(null));
        node.put("knownAt", ledger.knownAt().toString());
        return node;
    }

    /** One release. */
    static ObjectNode of(LedgerEntry entry) {
        ObjectNode node = Documents.object();
        node.put("state", entry.key());
        switch (entry) {
            case LedgerEntry.Assessed assessed -> put(node, assessed);
            case LedgerEntry.TooEarly early -> {
                node.put("before", early.before().text());
                node.put("events", early.events());
                node.put("matured", early.matured());
                node.put("needed", early.needed());
                node.put("coverage", early.coverage());
            }
            case LedgerEntry.NotCompared none -> node.put("reason", none.reason());
        }
        return node;
    }

    private static void put(ObjectNode node, LedgerEntry.Assessed entry) {
        node.put("before", entry.before().text());
        node.put("simulation", entry.simulation().orElse(null));
        node.putObject("window")
                .put("from", entry.window().from().toString())
                .put("to", entry.window().to().toString());
        node.put("events", entry.events());
        node.putObject("origins")
                .put("served", entry.origins().served())
                .put("backfilled", entry.origins().backfilled())
                .put("replayed", entry.origins().replayed())
                .put("missing", entry.origins().missing());
        node.putObject("outcomes")
                .put("known", entry.outcomes().known())
                .put("pending", entry.outcomes().pending());
        node.putObject("parity")
                .put("checked", entry.parity().checked())
                .put("identical", entry.parity().identical());
        node.put("finding", entry.finding().key());
        entry.traffic()
                .ifPresentOrElse(
                        shift -> node.putObject("traffic")
                                .put("before", shift.before())
                                .put("after", shift.after())
                                .put("changed", shift.changed()),
                        () -> node.putNull("traffic"));
        var metrics = node.putArray("metrics");
        entry.metrics().forEach(metric -> metrics.add(of(metric)));
    }

    private static ObjectNode of(RealisedMetric metric) {
        ObjectNode node = Documents.object();
        node.put("metric", metric.metric().key());
        node.put("slice", metric.slice().orElse(null));
        node.put("predicted", metric.predicted().map(StudentEstimate::value).orElse(null));
        node.put("realised", metric.realised().map(StudentEstimate::value).orElse(null));
        node.put(
                "standardError",
                metric.realised().map(StudentEstimate::standardError).orElse(null));
        node.put("lower", metric.interval().map(interval -> interval.lower()).orElse(null));
        node.put("upper", metric.interval().map(interval -> interval.upper()).orElse(null));
        node.put("covered", metric.covered().orElse(null));
        node.putObject("earlierModel")
                .put("simulated", metric.simulated().orElse(null))
                .put("since", metric.since().orElse(null));
        node.put("undetermined", metric.undetermined().orElse(null));
        return node;
    }
}
