package dev.understudy.engine.report;

import dev.understudy.engine.backtest.BacktestResult;
import dev.understudy.engine.backtest.BacktestResult.PolicyMetric;
import dev.understudy.engine.backtest.BacktestResult.PolicyResult;
import dev.understudy.engine.backtest.BacktestStep;
import dev.understudy.engine.backtest.BacktestStep.Decision;
import dev.understudy.engine.backtest.BacktestStep.Difference;
import dev.understudy.engine.backtest.BacktestStep.Outlook;
import dev.understudy.engine.backtest.Policy;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.statistics.Metric;
import dev.understudy.engine.task.GateMetric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A backtest as tables, for a page and for the terminal. */
public final class BacktestTables {
    private static final String NONE = "–";

    private BacktestTables() {}

    /** What came of it, in one sentence. */
    public static String sentence(BacktestResult result) {
        Metric metric = leading(result).metric();
        long steps = result.steps().size() - 1L;
        String decisions = result.count(Decision.APPROVED) + " of " + steps + " candidates approved, "
                + result.count(Decision.REJECTED) + " rejected, " + result.count(Decision.INCONCLUSIVE)
                + " inconclusive" + impossible(result);
        Optional<PolicyMetric> gated = result.of(Policy.GATED).metric(metric);
        Optional<PolicyMetric> never = result.of(Policy.NEVER).metric(metric);
        if (gated.isEmpty() || never.isEmpty()) {
            return decisions + ".";
        }
        return decisions + "; " + metric.label() + " "
                + Figures.value(gated.get().value()) + " with the gate, "
                + Figures.value(never.get().value()) + " without retraining"
                + gated.get()
                        .shareOfGain()
                        .map(share ->
                                ", " + Math.round(share * 100) + " % of what the same candidates gain without a gate")
                        .orElse("")
                + ".";
    }

    private static String impossible(BacktestResult result) {
        long count = result.count(Decision.IMPOSSIBLE);
        return count == 0 ? "" : ", " + count + " impossible for want of data";
    }

    /** The metric that charts and sentences lead with: the first success metric, else the first of the gate. */
    static GateMetric leading(BacktestResult result) {
        return result.gate().metrics().stream()
                .filter(metric -> metric.slice().isEmpty())
                .filter(metric -> Optional.of(metric).equals(result.gate().firstSuccess()))
                .findFirst()
                .orElseGet(() -> result.gate().metrics().getFirst());
    }

    /** The policies with their metrics over all of the traffic. */
    public static DataTable policies(BacktestResult result) {
        List<Metric> metrics = result.of(Policy.NEVER).metrics().stream()
                .map(PolicyMetric::metric)
                .toList();
        List<String> headers = new ArrayList<>(List.of("policy", "models"));
        Metric leading = leading(result).metric();
        metrics.forEach(metric -> headers.add(metric.label()));
        headers.add(leading.label() + ", difference to never");
        headers.add("share of the gain");
        return new DataTable(
                headers,
                result.policies().stream()
                        .map(policy -> row(policy, metrics, leading))
                        .toList());
    }

    private static List<String> row(PolicyResult policy, List<Metric> metrics, Metric leading) {
        List<String> row = new ArrayList<>(List.of(policy.policy().key(), Integer.toString(policy.models())));
        metrics.forEach(metric -> row.add(
                policy.metric(metric).map(one -> Figures.value(one.value())).orElse(NONE)));
        Optional<PolicyMetric> found = policy.metric(leading);
        row.add(found.flatMap(PolicyMetric::difference)
                .map(BacktestTables::withInterval)
                .orElse(NONE));
        row.add(found.flatMap(PolicyMetric::shareOfGain)
                .map(share -> Math.round(share * 100) + " %")
                .orElse(NONE));
        return row;
    }

    /** The steps with what was predicted of the leading metric and what came. */
    public static DataTable steps(BacktestResult result) {
        GateMetric leading = leading(result);
        String name = leading.metric().label();
        return new DataTable(
                List.of(
                        "step",
                        "at",
                        "live",
                        "candidate",
                        "verdict",
                        name + " predicted",
                        "realised",
                        "expected, 90 %",
                        "held",
                        "detectable"),
                result.steps().stream().map(step -> row(step, leading)).toList());
    }

    private static List<String> row(BacktestStep step, GateMetric leading) {
        Optional<Outlook> outlook = step.metrics().stream()
                .filter(one -> one.metric().equals(leading))
                .findFirst();
        return List.of(
                Integer.toString(step.number()),
                moment(step.at()),
                step.live().version().text(),
                step.candidate().map(candidate -> candidate.version().text()).orElse(NONE),
                step.decision().key(),
                outlook.flatMap(Outlook::predicted)
                        .map(BacktestTables::withInterval)
                        .orElse(NONE),
                outlook.flatMap(Outlook::realised)
                        .map(found -> Figures.signed(found.value()))
                        .orElse(NONE),
                outlook.flatMap(Outlook::interval)
                        .map(found -> "[" + Figures.signed(found.lower()) + ", " + Figures.signed(found.upper()) + "]")
                        .orElse(NONE),
                outlook.flatMap(Outlook::covered)
                        .map(covered -> covered ? "yes" : "no")
                        .orElse(NONE),
                outlook.flatMap(Outlook::smallestDetectable).map(Figures::value).orElse(NONE));
    }

    /** Why each candidate that was not released was not. */
    static DataTable kept(BacktestResult result) {
        return new DataTable(
                List.of("step", "at", "verdict", "reason"),
                result.steps().stream()
                        .filter(step -> step.decision() != Decision.APPROVED && step.decision() != Decision.FIRST)
                        .map(step -> List.of(
                                Integer.toString(step.number()),
                                moment(step.at()),
                                step.decision().key(),
                                step.reason()))
                        .toList());
    }

    /** How predictions came true. */
    public static DataTable fidelity(BacktestResult result) {
        return new DataTable(
                List.of("metric", "predictions", "came true in their 90 % interval", "mean of realised − predicted"),
                result.fidelity().stream()
                        .map(one -> List.of(
                                one.metric().label(),
                                Integer.toString(one.intervals()),
                                one.share()
                                        .map(share -> one.covered() + ", " + Figures.percent(share))
                                        .orElse(NONE),
                                one.intervals() == 0 ? NONE : Figures.signed(one.bias())))
                        .toList());
    }

    private static String withInterval(Difference difference) {
        return Figures.signed(difference.value()) + " [" + Figures.signed(difference.lower()) + ", "
                + Figures.signed(difference.upper()) + "]";
    }

    /** A midnight is its day. */
    static String moment(Instant at) {
        return at.toString().replace("T00:00:00Z", "");
    }
}
