package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationReport.Origins;
import dev.understudy.engine.statistics.SliceFindings;
import java.util.ArrayList;
import java.util.List;

/** What has to be kept in mind when the verdict is read, the weightiest first. */
final class Caveats {
    private final JudgedSimulation simulation;
    private final List<String> caveats = new ArrayList<>();

    private Caveats(JudgedSimulation simulation) {
        this.simulation = simulation;
    }

    static List<String> of(JudgedSimulation simulation, RankedSlices slices) {
        Caveats all = new Caveats(simulation);
        all.addOtherVerdict();
        all.addEvidence();
        all.addHidden();
        all.addLooks();
        all.addSlices(slices);
        all.addDiscovered();
        all.addOrigins();
        return List.copyOf(all.caveats);
    }

    /** The page shows what this version's gate makes of the findings. */
    private void addOtherVerdict() {
        String then = simulation.stored().decision();
        if (!then.equals(simulation.verdict().key())) {
            caveats.add("When this simulation was recorded, the gate of that version said “" + Excerpt.of(then)
                    + "”. Simulate again before anything is released.");
        }
    }

    private void addEvidence() {
        SimulationReport report = simulation.report();
        Origins origins = report.origins();
        if (report.live().isEmpty()) {
            caveats.add("There is no live model: the candidate is compared with a constant prediction at its own"
                    + " training rates.");
        } else if (report.parity().waived()) {
            caveats.add("Parity is waived: " + simulation.live()
                    + " lives elsewhere, so that its log could not be checked against it.");
        } else if (report.parity().checked() == 0) {
            caveats.add(
                    "Nothing shows that " + simulation.live() + " behaves as it did in service: its log could not be"
                            + " checked, as none of its scores was logged.");
        } else if (report.parity().identical() < report.parity().checked()) {
            caveats.add(simulation.live() + " does not reproduce "
                    + Figures.count(report.parity().checked() - report.parity().identical()) + " of its "
                    + Counts.of(report.parity().checked(), "logged score", "logged scores") + ".");
        }
        if (origins.missing() > 0) {
            caveats.add(Counts.of(origins.missing(), "event is", "events are")
                    + " left out, because there is no score of " + simulation.live() + " for "
                    + (origins.missing() == 1 ? "it." : "them."));
        }
    }

    private void addHidden() {
        SimulationReport report = simulation.report();
        report.outcomes()
                .weights()
                .ifPresent(weights -> caveats.add(Counts.of(report.outcomes().hidden(), "event was", "events were")
                        + " decided positive, so that "
                        + (report.outcomes().hidden() == 1 ? "its outcome was" : "their outcomes were")
                        + " never seen. "
                        + switch (weights.method()) {
                            case IPS ->
                                Counts.of(weights.explored(), "event", "events")
                                        + " that the draw let through stand for them, each for up to "
                                        + Figures.value(weights.largestWeight())
                                        + "; all outcomes together tell as much as "
                                        + Figures.count(Math.round(weights.effectiveSize()))
                                        + " of equal weight.";
                            case BOUNDS ->
                                "Too few were let through to stand for them: the intervals reach from the worst case of"
                                        + " what was not seen to the best.";
                        }));
    }

    private void addLooks() {
        StoredSimulation.Looks looks = simulation.stored().looks();
        if (looks.candidate() > 1) {
            caveats.add("This is look " + Figures.count(looks.candidate()) + " at " + simulation.candidate()
                    + " against " + simulation.live() + ".");
        }
        if (looks.candidatesOnWindow() > 1) {
            caveats.add(Figures.count(looks.candidatesOnWindow())
                    + " candidates were tried on this window, or on one that overlaps with it by more than half. The best"
                    + " of several looks better than it is.");
        }
        if (looks.test() > 1) {
            caveats.add("The gate's intervals are at " + Confidence.ofGate(simulation) + ", since "
                    + Counts.of(looks.test() - 1, "earlier test", "earlier tests")
                    + " without an approval may have spent a part of the error probability.");
        }
    }

    private void addSlices(RankedSlices slices) {
        if (!slices.shownWorse().isEmpty()) {
            RankedSlices.Ranked worst = slices.shownWorse().getFirst();
            caveats.add(GateRow.name(worst.reading()) + " is worse in "
                    + Counts.of(slices.shownWorse().size(), "slice", "slices") + ", most in “"
                    + Excerpt.of(worst.slice()) + "”.");
        }
    }

    private void addDiscovered() {
        SliceFindings found = simulation.report().observations().slices();
        if (found.found() > 0) {
            caveats.add(simulation.candidate() + " is worse in "
                    + Counts.of(found.found(), "slice", "slices") + " that the tool looked at by itself, surest where “"
                    + Excerpt.of(found.worst().getFirst().slice()) + "”.");
        }
    }

    private void addOrigins() {
        SimulationReport report = simulation.report();
        Origins origins = report.origins();
        if (report.live().isPresent() && origins.replayed() > 0 && origins.replayed() < report.events()) {
            caveats.add(Counts.of(origins.replayed(), "event was", "events were") + " scored by " + simulation.live()
                    + " in the simulation, as it had not logged " + (origins.replayed() == 1 ? "it." : "them."));
        }
        if (report.outcomes().pending() > 0) {
            caveats.add("The outcome of " + Counts.of(report.outcomes().pending(), "event", "events")
                    + " is still to come; the metrics leave "
                    + (report.outcomes().pending() == 1 ? "it" : "them") + " out.");
        }
        if (origins.backfilled() > 0) {
            caveats.add(Counts.of(origins.backfilled(), "score", "scores") + " of " + simulation.live()
                    + (origins.backfilled() == 1 ? " was" : " were") + " logged afterwards, not when served.");
        }
    }
}
