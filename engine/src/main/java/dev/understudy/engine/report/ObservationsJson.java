package dev.understudy.engine.report;

import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.Observations;
import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.statistics.Calibration;
import dev.understudy.engine.statistics.DelayCurve;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.statistics.Reliability;
import dev.understudy.engine.statistics.ScoreShift;
import dev.understudy.engine.statistics.SliceFinding;
import dev.understudy.engine.statistics.SliceFindings;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;

/** What the JSON document holds of what was found besides the metrics. */
final class ObservationsJson {
    private ObservationsJson() {}

    static void write(JsonFields root, StoredSimulation simulation) {
        Observations observations = simulation.report().observations();
        observations
                .calibration()
                .ifPresentOrElse(
                        calibration -> write(root.object("calibration"), calibration),
                        () -> root.nothing("calibration"));
        observations
                .scoreShift()
                .ifPresentOrElse(shift -> write(root.object("scoreShift"), shift), () -> root.nothing("scoreShift"));
        ArrayNode found = root.node().putArray("discoveredSlices");
        observations.slices().worst().forEach(slice -> write(new JsonFields(found.addObject()), slice));
        write(root.object("sliceSearch"), observations.slices());
        observations
                .maturity()
                .ifPresentOrElse(
                        maturity -> write(root.object("maturity"), maturity, simulation),
                        () -> root.nothing("maturity"));
    }

    private static void write(JsonFields fields, Calibration calibration) {
        write(fields.object("live"), calibration.live());
        write(fields.object("candidate"), calibration.candidate());
    }

    private static void write(JsonFields fields, Reliability reliability) {
        fields.number("expectedError", reliability.expectedError()).number("rootError", reliability.rootError());
        ArrayNode bins = fields.node().putArray("bins");
        reliability
                .bins()
                .forEach(bin -> new JsonFields(bins.addObject())
                        .number("meanScore", bin.meanScore())
                        .number("observed", bin.observed())
                        .number("events", bin.events()));
    }

    private static void write(JsonFields fields, ScoreShift shift) {
        fields.count("events", shift.events())
                .number("stabilityIndex", shift.stabilityIndex())
                .number("kolmogorovSmirnov", shift.kolmogorovSmirnov())
                .text("size", shift.size().name().toLowerCase(Locale.ROOT));
    }

    private static void write(JsonFields fields, SliceFinding slice) {
        fields.text("slice", slice.slice())
                .count("events", slice.events())
                .text("metric", slice.metric().key())
                .number("live", slice.live())
                .number("candidate", slice.candidate())
                .number("difference", slice.difference())
                .number("lower", slice.lower())
                .number("upper", slice.upper())
                .number("pValue", slice.pValue())
                .number("qValue", slice.qValue());
    }

    private static void write(JsonFields fields, SliceFindings slices) {
        fields.text("metric", slices.metric().map(Metric::key))
                .count("tested", slices.tested())
                .count("columns", slices.columns())
                .count("events", slices.events())
                .number("falseDiscoveryRate", slices.rate())
                .count("found", slices.found());
    }

    private static void write(JsonFields fields, OutcomeMaturity maturity, StoredSimulation simulation) {
        fields.text("advisedTo", maturity.advisedTo());
        ArrayNode curve = fields.node().putArray("curve");
        for (DelayCurve.Point point : maturity.curve().points()) {
            new JsonFields(curve.addObject())
                    .count("days", point.days())
                    .number("share", point.share())
                    .count("atRisk", point.atRisk());
        }
        ArrayNode days = fields.node().putArray("days");
        for (OutcomeMaturity.Day day : maturity.days()) {
            new JsonFields(days.addObject())
                    .text("day", day.day())
                    .count("events", day.events())
                    .count("known", day.known())
                    .number("coverage", day.coverage());
        }
        ArrayNode steps = fields.node().putArray("steps");
        for (MaturityStep step : MaturityStep.of(simulation)) {
            JsonFields written = new JsonFields(steps.addObject())
                    .number("share", step.step().share())
                    .count("days", step.step().age())
                    .text("to", step.step().to())
                    .count("events", step.step().events())
                    .count("known", step.step().known())
                    .number("coverage", step.step().coverage())
                    .number("positive", step.step().positive())
                    .text(
                            "metric",
                            step.reading().map(reading -> reading.metric().key()));
            step.difference()
                    .ifPresentOrElse(
                            difference -> written.number("difference", difference.value())
                                    .number("lower", difference.lower())
                                    .number("upper", difference.upper()),
                            () -> written.nothing("difference").nothing("lower").nothing("upper"));
            written.text("decision", step.decision());
        }
    }
}
