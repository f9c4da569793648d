package dev.understudy.engine.gate;

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
        checks.add(parity(report.parity()));
        checks.add(complete(report));
        checks.add(coverage(report.outcomes(), minimumCoverage));
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

    private static GateCheck parity(SimulationReport.Parity parity) {
        if (parity.waived()) {
            return new GateCheck(
                    "parity", true, "waived: the live model lives elsewhere, so that its log cannot be checked");
        }
        return new GateCheck(
                "parity",
                parity.identical() == parity.checked(),
                parity.checked() == 0
                        ? "nothing to check: no score of the live model was logged"
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

    private static GateCheck coverage(SimulationReport.Outcomes outcomes, double least) {
        return new GateCheck(
                "coverage",
                outcomes.coverage() >= least,
                "the outcome of " + Figures.percentDown(outcomes.coverage())
                        + " of the events has matured, and at least " + Figures.percent(least) + " are needed");
    }
}
