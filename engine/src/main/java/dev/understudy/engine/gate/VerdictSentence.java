package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GateMetric;
import dev.understudy.engine.task.GatePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words a verdict so that somebody who is no statistician understands it. */
final class VerdictSentence {
    private final String candidate;
    private final String live;
    private final List<MetricJudgement> metrics;
    private final Optional<FurtherDays> further;
    private final String ending;

    VerdictSentence(
            SimulationReport report,
            GatePolicy policy,
            AlphaSpending spending,
            List<MetricJudgement> metrics,
            Optional<FurtherDays> further) {
        this.candidate = report.candidate().version().text();
        this.live = report.live().map(side -> side.version().text()).orElse("no model");
        this.metrics = metrics;
        this.further = further;
        this.ending = ending(report, policy, spending);
    }

    /** What has to be said whatever the verdict is. */
    private static String ending(SimulationReport report, GatePolicy policy, AlphaSpending spending) {
        List<String> notes = new ArrayList<>();
        if (spending.test() > 1) {
            notes.add("intervals at " + Figures.confidence(spending.confidence(policy.confidence())) + ", as "
                    + (spending.test() == 2
                            ? "an earlier look or candidate was"
                            : Figures.count(spending.test() - 1) + " earlier looks and candidates were")
                    + " not approved");
        }
        if (EvidenceChecks.isUnchecked(report)) {
            notes.add("the live model's log could not be checked, as nothing was logged");
        }
        return notes.isEmpty() ? "." : " (" + String.join("; ", notes) + ").";
    }

    String approved() {
        boolean better = metrics.stream().anyMatch(metric -> metric.conclusion() == Conclusion.SUPERIOR);
        return candidate
                + (better
                        ? " is better than " + live + " and not worse where it counts: "
                        : " is at least as good as " + live + " within the margins: ")
                + metrics.stream().map(VerdictSentence::describe).collect(Collectors.joining("; "))
                + ending;
    }

    String unsound(GateCheck check) {
        return "The evidence does not carry a verdict: " + check.detail() + ".";
    }

    String inferior(MetricJudgement judgement) {
        return candidate + " is worse than " + live + " by more than the margin of "
                + Figures.value(judgement.metric().margin()) + ": " + describe(judgement) + ending;
    }

    String beyondLimit(GateCheck check) {
        return candidate + " is beyond a limit of the gate: " + check.detail() + ending;
    }

    String undecided(MetricJudgement judgement) {
        if (judgement.reading().difference().isEmpty()) {
            return name(judgement.metric()) + " cannot be compared: "
                    + judgement.reading().undetermined().orElse("it is unknown") + ending;
        }
        return "The window does not settle "
                + metrics.stream()
                        .filter(open -> open.conclusion() == Conclusion.UNDECIDED)
                        .map(open -> name(open.metric()))
                        .collect(Collectors.joining(" and "))
                + ": " + describe(judgement) + " reaches beyond the margin of "
                + Figures.value(judgement.metric().margin())
                + further(
                        "lies beyond it",
                        judgement
                                .gain()
                                .filter(gain ->
                                        gain.value() < -judgement.metric().margin())
                                .isPresent())
                + ending;
    }

    String notSuperior() {
        return candidate + " is not worse than " + live + ", but not shown to be better, which the policy requires: "
                + metrics.stream()
                        .filter(judgement -> judgement.metric().role() == GatePolicy.Role.SUCCESS)
                        .map(VerdictSentence::describe)
                        .collect(Collectors.joining("; "))
                + further("is not better", false) + ending;
    }

    /** What would settle it. Where it cannot be reckoned for all that is open, the metric that is told of is not. */
    private String further(String onTheWrongSide, boolean isBeyond) {
        if (further.isEmpty()) {
            return isBeyond ? ", and the estimate itself " + onTheWrongSide : "";
        }
        return switch (further.get()) {
            case FurtherDays.Settle(long days) ->
                "; some " + Figures.count(days) + (days == 1 ? " further day" : " further days")
                        + " like these would settle it, if the difference stays as it is";
            case FurtherDays.Beyond beyond ->
                "; more days will not help, as "
                        + (isBeyond || metrics.size() == 1 ? "the estimate" : "an estimate") + " itself "
                        + onTheWrongSide;
            case FurtherDays.TooMany tooMany ->
                "; more days will hardly help, as not even " + Math.round(FurtherDays.MOST_TIMES)
                        + " times the window would settle it";
        };
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
