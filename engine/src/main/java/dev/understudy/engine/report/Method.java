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
                + grouping(dependence) + " Intervals and p-values are two-sided, by Student's t" + freedom + ". "
                + spending(simulation) + " The conclusions follow from the intervals that are shown."
                + " P-values of the gate's metrics are multiplied by as much as their error probability was divided by,"
                + " to be compared with "
                + simulation.stored().policy().errorProbability().toPlainString() + ".";
    }

    /** Which confidence each interval has. */
    private static String spending(JudgedSimulation simulation) {
        long test = simulation.stored().looks().test();
        return "The policy's confidence is " + Confidence.of(simulation) + ", for all looks at a candidate and all"
                + " candidates on a window together: the first may spend a half of the error probability, the t-th 1/(t(t+1))"
                + " of it. This is test " + Figures.count(test) + ", so that the gate's intervals are at "
                + Confidence.ofGate(simulation) + ", at more where several metrics share it (Holm), and all others at "
                + Confidence.of(simulation) + ".";
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
                        + " would be shown in four windows of five like this one"
                        + detectable
                                .confidence()
                                .map(confidence -> ", at " + Figures.confidence(confidence))
                                .orElse("")
                        + ".")
                .orElseGet(() -> "Which difference this window could show is unknown: "
                        + detectable.undetermined().orElse("it was not computed") + ".");
    }
}
