package dev.understudy.engine.gate;

import dev.understudy.engine.simulation.OutcomeMaturity;
import dev.understudy.engine.simulation.OutcomeWeights;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy;
import java.util.ArrayList;
import java.util.List;

/** Whether what the simulation saw can carry a verdict at all. */
final class EvidenceChecks {
    private EvidenceChecks() {}

    static List<GateCheck> of(SimulationReport report, GatePolicy policy, double minimumCoverage) {
        List<GateCheck> checks = new ArrayList<>();
        checks.add(parity(report));
        checks.add(complete(report));
        checks.add(coverage(report, minimumCoverage));
        int least = policy.minimumOutcomes().orElse(1);
        checks.add(new GateCheck(
                "outcomes",
                report.outcomes().known() >= least,
                Figures.count(report.outcomes().known()) + " outcomes have matured, and at least "
                        + Figures.count(least) + " are needed"));
        report.outcomes()
                .weights()
                .ifPresent(weights -> checks.add(hidden(report.outcomes().hidden(), weights, least)));
        return checks;
    }

    /** Weighted outcomes tell less than as many equal ones. */
    private static GateCheck hidden(long hidden, OutcomeWeights weights, int least) {
        String method = switch (weights.method()) {
            case IPS ->
                Figures.count(weights.explored()) + " explored outcomes stand for " + Figures.count(hidden)
                        + " that decisions hid";
            case BOUNDS ->
                "decisions hid " + Figures.count(hidden) + " outcomes, of which the worst and the best case are "
                        + "taken, as " + Figures.count(weights.explored())
                        + " explored ones are too few to stand for them";
        };
        return new GateCheck(
                "hidden-outcomes",
                weights.effectiveSize() >= least,
                method + "; those that were seen tell as much as " + Figures.count((long) weights.effectiveSize())
                        + " of equal weight, and at least " + Figures.count(least) + " are needed");
    }

    /** What the live model logged nothing of is replayed through it, which is worth less, and says so. */
    static boolean isUnchecked(SimulationReport report) {
        return report.live().isPresent()
                && !report.parity().waived()
                && report.parity().checked() == 0;
    }

    private static GateCheck parity(SimulationReport report) {
        SimulationReport.Parity parity = report.parity();
        if (parity.waived()) {
            return new GateCheck(
                    "parity", true, "waived: the live model lives elsewhere, so that its log cannot be checked");
        }
        return new GateCheck(
                "parity",
                parity.identical() == parity.checked(),
                parity.checked() == 0
                        ? report.live().isPresent()
                                ? "the live model's log could not be checked: nothing was logged, so that nothing shows"
                                        + " that it behaves here as it did in service"
                                : "nothing to check: there is no live model"
                        : "the live model reproduces " + Figures.count(parity.identical()) + " of "
                                + Figures.count(parity.checked()) + " logged scores");
    }

    private static GateCheck complete(SimulationReport report) {
        long missing = report.origins().missing();
        return new GateCheck(
                "complete",
                missing == 0,
                missing == 0
                        ? "both models have a score for every event"
                        : "the live model has no score for " + Figures.count(missing) + " of "
                                + Figures.count(report.events()) + " events, and cannot be replayed");
    }

    private static GateCheck coverage(SimulationReport report, double least) {
        boolean isEnough = report.outcomes().coverage() >= least;
        return new GateCheck(
                "coverage",
                isEnough,
                "the outcome of " + Figures.percentDown(report.outcomes().coverage())
                        + " of the events has matured, and at least " + Figures.percent(least) + " are needed"
                        + (isEnough ? "" : advice(report)));
    }

    /** The same window, ended earlier, may carry a verdict today. */
    private static String advice(SimulationReport report) {
        return report.observations()
                .maturity()
                .flatMap(OutcomeMaturity::advisedTo)
                .map(to -> "; of the window up to " + to + " enough have")
                .orElse("");
    }
}
