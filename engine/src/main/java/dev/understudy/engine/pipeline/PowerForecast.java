package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.AlphaSpending;
import dev.understudy.engine.gate.PowerReading;
import dev.understudy.engine.registry.Look;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.simulation.LiveModel;
import dev.understudy.engine.simulation.ReleaseSimulator;
import dev.understudy.engine.simulation.SimulatedModel;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.simulation.SimulationRequest;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.TrafficCounts;
import dev.understudy.engine.traffic.TrafficQuery;
import dev.understudy.engine.traffic.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says before a simulation how small a difference it could show, and keeps nothing. How much differences vary is taken from
 * the newest simulation of the task that is most like it; where there is none, from a pilot: the same models on the events
 * before the window. Of both nothing but the errors is looked at, so that the choice of a window by what it can show costs no look.
 */
public final class PowerForecast {
    private static final Duration SHORTEST_PILOT = Duration.ofDays(2);

    private final ReleaseSimulator simulator;
    private final SimulationRegistry simulations;
    private final ModelRepository models;
    private final ComparedModels compared;
    private final TrafficCounts counts;

    public PowerForecast(
            ReleaseSimulator simulator,
            SimulationRegistry simulations,
            ModelRepository models,
            ConfigRepository config,
            TrafficCounts counts) {
        this.simulator = simulator;
        this.simulations = simulations;
        this.models = models;
        this.compared = new ComparedModels(models, config);
        this.counts = counts;
    }

    /** What a variance says, and where it is from. */
    private record Told(PowerReading power, ForecastedPower.Source source) {}

    /**
     * Forecasts.
     *
     * @param window event times that would be replayed
     * @param knownAt outcomes that became known or matured later are not seen
     * @throws dev.understudy.engine.common.UnderstudyException as {@link ReleaseRehearsal#simulate} does
     */
    public ForecastedPower forecast(
            TaskDefinition task,
            VersionName candidate,
            LiveChoice choice,
            TimeWindow window,
            Instant knownAt,
            RunControl control) {
        SimulationRequest request = new SimulationRequest(
                task, models.load(task.name(), candidate), compared.of(task.name(), choice), window, knownAt);
        Look look =
                new Look(task.name(), request.candidate().digest().text(), identity(request.live()), window, knownAt);
        StoredSimulation.Looks looks = simulations.looks(look);
        WindowCount count = count(task, window, knownAt);
        Told told = ofClosest(task, look, count, looks.spending())
                .or(() -> pilot(request, count, looks.spending(), control))
                .orElseGet(() -> new Told(
                        PowerReading.unknown(
                                task.gate(),
                                looks.spending(),
                                "no simulation of the task tells how much differences vary, and no labelled day"
                                        + " before the window comes after the as-of of both models"),
                        new ForecastedPower.Source.Nowhere()));
        return new ForecastedPower(
                task.name(),
                candidate,
                version(request.live()),
                window,
                knownAt,
                count,
                looks,
                told.power(),
                told.source());
    }

    private WindowCount count(TaskDefinition task, TimeWindow window, Instant knownAt) {
        return counts.count(
                new TrafficQuery(task.name(), window, knownAt, task.outcome().maturity(), Optional.empty()));
    }

    private Optional<Told> ofClosest(TaskDefinition task, Look look, WindowCount count, AlphaSpending spending) {
        return simulations
                .closest(look)
                .flatMap(kept -> scaled(task, kept.report(), look.window(), count, spending)
                        .map(power -> new Told(power, new ForecastedPower.Source.Simulation(kept.id()))));
    }

    private Optional<Told> pilot(
            SimulationRequest request, WindowCount count, AlphaSpending spending, RunControl control) {
        Instant end = request.window().from();
        Instant earliest = asOf(request.candidate());
        if (request.live() instanceof LiveModel.Version(SimulatedModel live)
                && asOf(live).isAfter(earliest)) {
            earliest = asOf(live);
        }
        Instant start = end.minus(request.window().length());
        start = start.isBefore(earliest) ? earliest : start;
        if (Duration.between(start, end).compareTo(SHORTEST_PILOT) < 0) {
            return Optional.empty();
        }
        TimeWindow before = new TimeWindow(start, end);
        if (count(request.task(), before, request.knownAt()).matured() == 0) {
            return Optional.empty();
        }
        SimulationReport report = simulator.simulate(
                new SimulationRequest(request.task(), request.candidate(), request.live(), before, request.knownAt()),
                control);
        return scaled(request.task(), report, request.window(), count, spending)
                .map(power -> new Told(power, new ForecastedPower.Source.Pilot(before)));
    }

    /**
     * A variance falls as one over the number of days, and of outcomes, where they are alike: whichever grew less.
     *
     * @return empty where nothing is known of any metric
     */
    public static Optional<PowerReading> scaled(
            TaskDefinition task,
            SimulationReport report,
            TimeWindow window,
            WindowCount count,
            AlphaSpending spending) {
        if (count.matured() == 0 || report.outcomes().known() == 0) {
            return Optional.empty();
        }
        double times = Math.min(
                (double) count.matured() / report.outcomes().known(),
                (double) window.length().toSeconds() / report.window().length().toSeconds());
        return times > 0
                ? Optional.of(PowerReading.of(report.metrics(), task.gate(), spending, times))
                        .filter(PowerReading::isKnown)
                : Optional.empty();
    }

    private static Instant asOf(SimulatedModel model) {
        return model.model().manifest().provenance().asOf();
    }

    private static Optional<VersionName> version(LiveModel live) {
        return switch (live) {
            case LiveModel.Version(SimulatedModel model) -> Optional.of(model.version());
            case LiveModel.Replayed(SimulatedModel model) -> Optional.of(model.version());
            case LiveModel.External(VersionName version) -> Optional.of(version);
            case LiveModel.None none -> Optional.empty();
        };
    }

    private static String identity(LiveModel live) {
        return switch (live) {
            case LiveModel.Version(SimulatedModel model) -> model.digest().text();
            case LiveModel.Replayed(SimulatedModel model) -> model.digest().text();
            case LiveModel.External(VersionName version) -> version.text();
            case LiveModel.None none -> "";
        };
    }
}
