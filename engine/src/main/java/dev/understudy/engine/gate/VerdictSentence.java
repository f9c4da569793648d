package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import dev.understudy.engine.task.GatePolicy.Requirement;
import java.util.List;
import java.util.stream.Collectors;

/** Words a verdict so that somebody who is no statistician understands it. */
final class VerdictSentence {
    private final String candidate;
    private final String live;
    private final GatePolicy policy;
    private final List<MetricJudgement> metrics;

    VerdictSentence(SimulationReport report, GatePolicy policy, List<MetricJudgement> metrics) {
        this.candidate = report.candidate().version().text();
        this.live = report.live().map(side -> side.version().text()).orElse("no model");
        this.policy = policy;
        this.metrics = metrics;
    }

    String approved() {
        boolean better = metrics.stream().anyMatch(metric -> metric.conclusion() == Conclusion.SUPERIOR);
        return candidate
                + (better
                        ? " is better than " + live + " and not worse where it counts: "
                        : " is at least as good as " + live + " within the margins: ")
                + metrics.stream().map(VerdictSentence::describe).collect(Collectors.joining("; ")) + ".";
    }

    String unsound(GateCheck check) {
        return "The evidence does not carry a verdict: " + check.detail() + ".";
    }

    String inferior(MetricJudgement judgement) {
        return candidate + " is worse than " + live + " by more than the margin of "
                + Figures.value(judgement.metric().margin()) + ": " + describe(judgement) + ".";
    }

    String beyondLimit(GateCheck check) {
        return candidate + " would change too much: " + check.detail() + ".";
    }

    String undecided(MetricJudgement judgement) {
        if (judgement.reading().difference().isEmpty()) {
            return name(judgement.metric()) + " cannot be compared: "
                    + judgement.reading().undetermined().orElse("it is unknown") + ".";
        }
        return "The window does not settle " + name(judgement.metric()) + ": " + describe(judgement)
                + " reaches beyond the margin of "
                + Figures.value(judgement.metric().margin())
                + (judgement.gain() < -judgement.metric().margin()
                        ? ", and the estimate itself lies beyond it."
                        : ", so that more outcomes are needed.");
    }

    String notSuperior() {
        return candidate + " is not worse than " + live + ", and the policy requires it to be better ("
                + Requirement.SUPERIOR.key() + " at " + Figures.percent(policy.confidence())
                + "), which the window does not show.";
    }

    static String describe(MetricJudgement judgement) {
        return name(judgement.metric())
                + judgement
                        .reading()
                        .difference()
                        .map(VerdictSentence::interval)
                        .orElseGet(() -> " unknown, since "
                                + judgement.reading().undetermined().orElse("it was not computed"));
    }

    private static String interval(MetricReading.Difference difference) {
        return " " + Figures.signed(difference.value()) + " " + bounds(difference);
    }

    static String bounds(MetricReading.Difference difference) {
        return "[" + Figures.signed(difference.lower()) + ", " + Figures.signed(difference.upper()) + "]";
    }

    static String name(GateMetric metric) {
        return metric.metric().label()
                + metric.slice().map(slice -> " where " + slice).orElse("");
    }

    static String checkName(GateMetric metric) {
        return metric.metric().key() + metric.slice().map(slice -> " " + slice).orElse("");
    }
}
