package dev.understudy.engine.overview;

import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.gate.MetricJudgement;
import dev.understudy.engine.registry.ModelRegistry;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.ConfigState;
import dev.understudy.engine.release.OpenChange;
import dev.understudy.engine.release.Release;
import dev.understudy.engine.release.ReleaseHistory;
import dev.understudy.engine.simulation.SimulationReport;
import dev.understudy.engine.task.GatePolicy.Role;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.ExternalModel;
import dev.understudy.engine.traffic.ExternalModels;
import dev.understudy.engine.traffic.LoggedDay;
import dev.understudy.engine.traffic.TrafficCounts;
import dev.understudy.engine.traffic.TrafficReader;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads where a task stands. */
public final class OverviewReader {
    /** So many days back the live model's log is told. */
    private static final int DAYS = 42;

    private static final int RECENT_RUNS = 40;

    private final TrafficReader traffic;
    private final TrafficCounts counts;
    private final ModelRegistry registry;
    private final ExternalModels externals;
    private final SimulationRegistry simulations;
    private final RunRegistry runs;
    private final ConfigRepository config;
    private final Supplier<List<OpenChange>> forge;

    /**
     * @param forge asks for the pull requests that are open; once for all tasks
     */
    public OverviewReader(
            TrafficReader traffic,
            TrafficCounts counts,
            ModelRegistry registry,
            ExternalModels externals,
            SimulationRegistry simulations,
            RunRegistry runs,
            ConfigRepository config,
            Supplier<List<OpenChange>> forge) {
        this.traffic = traffic;
        this.counts = counts;
        this.registry = registry;
        this.externals = externals;
        this.simulations = simulations;
        this.runs = runs;
        this.config = config;
        this.forge = forge;
    }

    /**
     * Where every task stands.
     *
     * @param tasks the tasks that can be read
     * @param broken the others, with the reason
     */
    public WorkspaceOverview read(List<TaskDefinition> tasks, Map<TaskName, String> broken) {
        PendingChanges pending = PendingChanges.read(forge);
        return new WorkspaceOverview(
                tasks.stream().map(task -> task(task, pending.of(task.name()))).toList(),
                broken,
                runs.recent(RECENT_RUNS));
    }

    /** Where one task stands. */
    public TaskOverview task(TaskDefinition task) {
        return task(task, PendingChanges.read(forge).of(task.name()));
    }

    private TaskOverview task(TaskDefinition task, PendingChanges pending) {
        ConfigState state = config.state(task.name());
        List<ModelVersion> versions = registry.versions(task.name());
        List<ExternalModel> elsewhere = externals.models(task.name());
        return new TaskOverview(
                task,
                state.staging(),
                state.production(),
                versions,
                elsewhere,
                simulations.newest(task.name()),
                shares(task, state, versions, elsewhere),
                promises(state.production().releases().isEmpty() ? state.staging() : state.production()),
                pending);
    }

    /** Of the live model; where it has logged nothing yet, of the newest version that has, or a model elsewhere. */
    private DailyShares shares(
            TaskDefinition task, ConfigState state, List<ModelVersion> versions, List<ExternalModel> elsewhere) {
        Optional<LocalDate> last =
                traffic.range(task.name()).map(range -> LocalDate.ofInstant(range.to(), ZoneOffset.UTC));
        if (last.isEmpty()) {
            return DailyShares.NONE;
        }
        Stream<VersionName> live = Stream.of(state.production(), state.staging())
                .flatMap(history -> history.releases().stream())
                .map(Release::version);
        Stream<VersionName> others = Stream.concat(
                versions.stream().map(ModelVersion::version), elsewhere.stream().map(ExternalModel::version));
        return Stream.concat(live, others)
                .distinct()
                .map(version -> shares(task, version, last.get().minusDays(DAYS)))
                .filter(shares -> !shares.days().isEmpty())
                .findFirst()
                .orElse(DailyShares.NONE);
    }

    private DailyShares shares(TaskDefinition task, VersionName version, LocalDate from) {
        List<LoggedDay> days = counts.loggedDays(task.name(), version, from);
        Optional<String> label = switch (task.kind()) {
            case BINARY -> task.outcome().positive();
            case MULTICLASS -> mostFrequent(days);
            case REGRESSION -> Optional.empty();
        };
        Function<LoggedDay, Double> value = task.kind() == TaskKind.REGRESSION
                ? day -> day.meanScore().orElse(0)
                : day -> label.map(day::share).orElse(0.0);
        return new DailyShares(
                Optional.of(version),
                label,
                days.stream()
                        .map(day -> new DailyShares.Day(day.day(), day.events(), value.apply(day)))
                        .toList());
    }

    private static Optional<String> mostFrequent(List<LoggedDay> days) {
        Map<String, Long> labels = new TreeMap<>();
        days.forEach(day -> day.labels().forEach((label, count) -> labels.merge(label, count, Long::sum)));
        return labels.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private List<PromisedDifference> promises(ReleaseHistory history) {
        List<PromisedDifference> promises = new ArrayList<>();
        for (Release release : history.releases().reversed()) {
            Optional.ofNullable(release.simulation())
                    .flatMap(simulations::find)
                    .flatMap(kept -> promise(release, kept))
                    .ifPresent(promises::add);
        }
        return promises;
    }

    private static Optional<PromisedDifference> promise(Release release, StoredSimulation kept) {
        return kept.verdict().metrics().stream()
                .filter(judged -> judged.metric().role() == Role.SUCCESS)
                .findFirst()
                .map(MetricJudgement::reading)
                .flatMap(reading -> reading.difference()
                        .map(difference -> new PromisedDifference(
                                release,
                                kept.report().live().map(SimulationReport.ModelSide::version),
                                reading.metric(),
                                difference.lower(),
                                difference.value(),
                                difference.upper())));
    }
}
