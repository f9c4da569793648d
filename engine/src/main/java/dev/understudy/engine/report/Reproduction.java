package dev.understudy.engine.report;

import dev.understudy.engine.simulation.SimulationReport;

/** The command that simulates the same again. None of its parts can hold a character that a shell would read. */
final class Reproduction {
    private Reproduction() {}

    static String command(SimulationReport report) {
        return "understudy simulate --task " + report.task() + " --candidate "
                + report.candidate().version() + " --live "
                + report.live().map(side -> side.version().text()).orElse("none") + " --from "
                + report.window().from() + " --to " + report.window().to() + " --known-at " + report.knownAt();
    }
}
