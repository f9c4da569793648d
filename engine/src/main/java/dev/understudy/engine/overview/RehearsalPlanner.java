package dev.understudy.engine.overview;

import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.gate.Figures;
import dev.understudy.engine.pipeline.PowerForecast;
import dev.understudy.engine.registry.Look;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.TrafficCounts;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.traffic.TrafficReader;
import dev.understudy.engine.traffic.WindowCount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what to simulate, and what can be expected of it, before anything is run. */
public final class RehearsalPlanner {
    private final TrafficReader traffic;
    private final TrafficCounts counts;
    private final SimulationRegistry simulations;

    public RehearsalPlanner(TrafficReader traffic, TrafficCounts counts, SimulationRegistry simulations) {
        this.traffic = traffic;
        this.counts = counts;
        this.simulations = simulations;
    }

    /**
     * The window that suggests itself for these models: up to the midnight after the last event, as long as the task
     * file says, and never from before an as-of.
     *
     * @param models those that would be replayed
     * @return empty where there is no event after every as-of
     */
    public Optional<TimeWindow> window(TaskDefinition task, List<ModelVersion> models) {
        Optional<Instant> end = end(task);
        Instant earliest = models.stream()
                .map(model -> model.facts().asOf())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return end.filter(to -> to.isAfter(earliest)).map(to -> {
            Instant from = to.minus(task.simulation().window());
            return new TimeWindow(from.isBefore(earliest) ? earliest : from, to);
        });
    }

    /** The as-of that suggests itself for a retraining: the task file's window before the end of the traffic. */
    public Optional<Instant> asOf(TaskDefinition task) {
        return end(task).map(to -> to.minus(task.simulation().window()));
    }

    private Optional<Instant> end(TaskDefinition task) {
        // the range ends a moment after the last event
        return traffic.range(task.name())
                .map(range -> range.to().minus(1, ChronoUnit.MICROS))
                .map(last -> last.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS));
    }

    /**
     * What can be expected of a simulation.
     *
     * @param models those that would be replayed, the candidate first
     * @param knownAt outcomes that became known or matured later are not seen
     */
    public WindowOutlook outlook(TaskDefinition task, List<ModelVersion> models, TimeWindow window, Instant knownAt) {
        WindowCount count = counts.count(new TrafficQuery(
                task.name(),
                window,
                knownAt,
                task.outcome().maturity(),
                models.stream().skip(1).findFirst().map(ModelVersion::version)));
        return new WindowOutlook(
                window, count, detectable(task, models, window, knownAt, count), warnings(task, models, window, count));
    }

    private Optional<WindowOutlook.Detectable> detectable(
            TaskDefinition task, List<ModelVersion> models, TimeWindow window, Instant knownAt, WindowCount count) {
        if (models.isEmpty()) {
            return Optional.empty();
        }
        Look look = new Look(
                task.name(),
                models.getFirst().digest().text(),
                models.stream()
                        .skip(1)
                        .findFirst()
                        .map(live -> live.digest().text())
                        .orElse(""),
                window,
                knownAt);
        return simulations
                .closest(look)
                .flatMap(kept -> PowerForecast.scaled(
                                task,
                                kept.report(),
                                window,
                                count,
                                simulations.looks(look).spending())
                        .map(power -> new WindowOutlook.Detectable(power, kept.id())));
    }

    private static List<String> warnings(
            TaskDefinition task, List<ModelVersion> models, TimeWindow window, WindowCount count) {
        List<String> warnings = new ArrayList<>();
        for (ModelVersion model : models) {
            if (window.from().isBefore(model.facts().asOf())) {
                warnings.add("The window begins before the as-of of " + model.version() + " ("
                        + model.facts().asOf() + "): this is refused, as " + model.version()
                        + " may have been trained on its events.");
            }
        }
        if (count.events() == 0) {
            warnings.add("There is no event in this window.");
            return warnings;
        }
        double needed = task.simulation().minimumCoverage();
        if (count.coverage() < needed) {
            warnings.add("Only " + Figures.percentDown(count.coverage()) + " of the outcomes have matured, and "
                    + Figures.percent(needed) + " are needed for a verdict: choose a window that ends earlier.");
        }
        task.gate().minimumOutcomes().ifPresent(fewest -> {
            if (count.matured() < fewest) {
                warnings.add("Only " + Figures.count(count.matured()) + " outcomes have matured, and "
                        + Figures.count(fewest) + " are needed for a verdict: choose a longer window.");
            }
        });
        return warnings;
    }
}
