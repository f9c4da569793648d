package dev.understudy.engine.report;

import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.registry.StoredSimulation;

/** How often was looked, and what that means for the intervals, in one line. */
public final class LooksLine {
    private LooksLine() {}

    /** Such as {@code look 2 at v3, 3 candidates on this window: intervals at 99.17 %}. */
    public static String of(StoredSimulation simulation) {
        StoredSimulation.Looks looks = simulation.looks();
        return "look " + Figures.count(looks.candidate()) + " at "
                + simulation.report().candidate().version() + ", "
                + Counts.of(looks.candidatesOnWindow(), "candidate", "candidates") + " on this window: intervals at "
                + Figures.confidence(
                        looks.spending().confidence(simulation.policy().confidence()));
    }
}
