package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationReport.DependenceReading;
import dev.understudy.engine.statistics.Metric;
import java.util.Locale;

/** How the intervals were reached, for those who check. */
final class Method {
    private Method() {}

    static String of(JudgedSimulation simulation) {
        SimulationReport report = simulation.report();
        DependenceReading dependence = report.dependence();
        String freedom = dependence
                .degreesOfFreedom()
                .filter(Double::isFinite)
                .map(value -> " with " + String.format(Locale.ROOT, "%,.1f", value) + " degrees of freedom")
                .orElse("");
        return "Both models are compared on the same events (paired). Each metric gives one influence value per event,"
                + " and the error of the difference is that of the sum of the differences of these values. "
                + grouping(dependence) + " Intervals and p-values are two-sided, by Student's t" + freedom + ", at "
                + Confidence.of(simulation) + ". The conclusions follow from the intervals that are shown.";
    }

    private static String grouping(DependenceReading dependence) {
        if (dependence.blocks() == 0) {
            return "No difference could be determined in this window.";
        }
        return dependence.block().equals(DependenceReading.NONE)
                ? "The task declares its events independent of each other (dependence: none)."
                : "Events of one cluster are correlated, and so are events of one day: the error is two-way cluster-robust, over "
                        + Counts.of(dependence.clusters(), "cluster", "clusters") + " and "
                        + Counts.of(dependence.blocks(), "day", "days") + "."
                        + dependence
                                .inflation()
                                .filter(factor -> factor > 1)
                                .map(factor ->
                                        " A day resembles the day before: the days' part of the variance is taken "
                                                + String.format(Locale.ROOT, "%.1f", factor) + " times as large.")
                                .orElse("");
    }

    static String power(JudgedSimulation simulation) {
        DetectableDifference detectable =
                DetectableDifference.of(simulation.verdict().metrics());
        String metric = detectable.metric().map(Metric::label).orElse("");
        return detectable
                .difference()
                .map(least -> "A true difference of " + metric + " of " + Figures.value(least)
                        + " would be shown in four windows of five like this one.")
                .orElseGet(() -> "Which difference this window could show is unknown: "
                        + detectable.undetermined().orElse("it was not computed") + ".");
    }
}
