package dev.understudy.fx.simulation;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.model.Explanation;
import dev.understudy.engine.report.ChartCard;
import dev.understudy.engine.report.ContributionCard;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.fx.text.Texts;
import java.util.Optional;

/** Asks what moved both models' scores of one event. */
final class EventContributions {
    private EventContributions() {}

    /** Reads and explains; away from the FX thread. */
    static ChartCard of(Engine engine, Comparison shown, String event, Texts texts) {
        TaskDefinition task = shown.task();
        SimulationReport report = shown.stored().report();
        VersionName candidate = report.candidate().version();
        Explanation said;
        try {
            said = engine.explanation().explain(task, candidate, event).explanation();
        } catch (UnderstudyException e) {
            return new ChartCard(
                    "contributions",
                    texts.get("simulation.moved.none", candidate),
                    String.valueOf(e.getMessage()),
                    Optional.empty(),
                    Optional.empty());
        }
        return ContributionCard.of(
                report.live().map(side -> side.version().text()).orElse(texts.get("simulation.live.none")),
                report.live().flatMap(side -> explained(engine, task, side.version(), event)),
                candidate.text(),
                said);
    }

    /** Empty for a live model that lives elsewhere or was trained by an earlier build. */
    private static Optional<Explanation> explained(
            Engine engine, TaskDefinition task, VersionName version, String event) {
        try {
            return Optional.of(
                    engine.explanation().explain(task, version, event).explanation());
        } catch (UnderstudyException e) {
            return Optional.empty();
        }
    }
}
