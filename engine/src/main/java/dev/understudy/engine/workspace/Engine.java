package dev.understudy.engine.workspace;

import dev.understudy.engine.backtest.Backtest;
import dev.understudy.engine.backtest.BacktestFolder;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.H2Database;
import dev.understudy.engine.database.PostgresDatabase;
import dev.understudy.engine.features.SampleBuilders;
import dev.understudy.engine.fidelity.Fidelity;
import dev.understudy.engine.jobs.JobObserver;
import dev.understudy.engine.jobs.JobPolicy;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.JobService;
import dev.understudy.engine.jobs.JobWorker;
import dev.understudy.engine.notify.Notifier;
import dev.understudy.engine.overview.OverviewReader;
import dev.understudy.engine.overview.RehearsalPlanner;
import dev.understudy.engine.pipeline.Demonstration;
import dev.understudy.engine.pipeline.Evidence;
import dev.understudy.engine.pipeline.LogBackfill;
import dev.understudy.engine.pipeline.LogRetention;
import dev.understudy.engine.pipeline.ModelRelease;
import dev.understudy.engine.pipeline.ModelRepository;
import dev.understudy.engine.pipeline.ModelTraining;
import dev.understudy.engine.pipeline.PowerForecast;
import dev.understudy.engine.pipeline.ReleaseRehearsal;
import dev.understudy.engine.pipeline.RetentionSchedule;
import dev.understudy.engine.pipeline.Retraining;
import dev.understudy.engine.pipeline.RetrainingJob;
import dev.understudy.engine.pipeline.SamplePlan;
import dev.understudy.engine.pipeline.ScoreExplanation;
import dev.understudy.engine.pipeline.TrafficIntake;
import dev.understudy.engine.registry.BacktestRegistry;
import dev.understudy.engine.registry.JdbiBacktestRegistry;
import dev.understudy.engine.registry.JdbiModelRegistry;
import dev.understudy.engine.registry.JdbiRetrainingRegistry;
import dev.understudy.engine.registry.JdbiRunRegistry;
import dev.understudy.engine.registry.JdbiSimulationRegistry;
import dev.understudy.engine.registry.ModelRegistry;
import dev.understudy.engine.registry.RetrainingRegistry;
import dev.understudy.engine.registry.RunRegistry;
import dev.understudy.engine.registry.SimulationRegistry;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.ConflictRetries;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.Forge;
import dev.understudy.engine.release.ForgePatience;
import dev.understudy.engine.release.HttpStagingPods;
import dev.understudy.engine.release.ReleaseProcess;
import dev.understudy.engine.release.RepositoryAddress;
import dev.understudy.engine.release.StagingPods;
import dev.understudy.engine.report.ReportFiles;
import dev.understudy.engine.report.ReportFormat;
import dev.understudy.engine.report.SimulationEvidence;
import dev.understudy.engine.segment.SegmentStore;
import dev.understudy.engine.serving.ExplorationKey;
import dev.understudy.engine.serving.FetchPolicy;
import dev.understudy.engine.serving.ModelState;
import dev.understudy.engine.serving.MountedModels;
import dev.understudy.engine.serving.ReleasedModels;
import dev.understudy.engine.serving.RepositoryModels;
import dev.understudy.engine.serving.SeldomAsked;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.serving.ServingObserver;
import dev.understudy.engine.serving.VariableModel;
import dev.understudy.engine.signing.ModelTrust;
import dev.understudy.engine.signing.SigningKey;
import dev.understudy.engine.signing.TrustedKeys;
import dev.understudy.engine.simulation.ReleaseSimulator;
import dev.understudy.engine.snapshot.SnapshotBuilder;
import dev.understudy.engine.store.ArtifactStore;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.traffic.EventLog;
import dev.understudy.engine.traffic.ExternalModels;
import dev.understudy.engine.traffic.JdbiEventLog;
import dev.understudy.engine.traffic.JdbiExportReader;
import dev.understudy.engine.traffic.JdbiExternalModels;
import dev.understudy.engine.traffic.JdbiImportLog;
import dev.understudy.engine.traffic.JdbiOutcomeLog;
import dev.understudy.engine.traffic.JdbiPredictionLog;
import dev.understudy.engine.traffic.JdbiServedLog;
import dev.understudy.engine.traffic.JdbiTrafficCounts;
import dev.understudy.engine.traffic.JdbiTrafficReader;
import dev.understudy.engine.traffic.JdbiTrafficRetention;
import dev.understudy.engine.traffic.NoOutcomeLog;
import dev.understudy.engine.traffic.NoServedLog;
import dev.understudy.engine.traffic.OutcomeLog;
import dev.understudy.engine.traffic.PredictionExport;
import dev.understudy.engine.traffic.ServedLog;
import dev.understudy.engine.traffic.TrafficImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine wired together on a workspace: one call a verb. The database is opened with the first call that needs it,
 * and closed with this.
 */
public final class Engine implements AutoCloseable {
    /** How long to wait for another process that has the embedded database open. */
    public static final Duration DATABASE_PATIENCE = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final InstantSource clock;
    private final Duration patience;
    private @Nullable Database database;
    private @Nullable ArtifactStore store;
    private @Nullable PlugIns plugIns;
    private @Nullable JobQueue jobs;

    /**
     * The engine on a workspace.
     *
     * @param clock what time it is
     * @param patience how long to wait for another process that has the embedded database open
     */
    public Engine(Workspace workspace, InstantSource clock, Duration patience) {
        this.workspace = workspace;
        this.clock = clock;
        this.patience = patience;
    }

    /** The workspace. */
    public Workspace workspace() {
        return workspace;
    }

    /** What time it is. */
    public InstantSource clock() {
        return clock;
    }

    /** The database, opened where it is not open yet. */
    public synchronized Database database() {
        if (database == null) {
            database = open();
        }
        return database;
    }

    private Database open() {
        Settings settings = workspace.settings();
        return switch (settings.value(SettingKey.DATABASE_KIND)) {
            case "h2" -> H2Database.open(workspace.directory().resolve("data").resolve("understudy"), patience);
            case "postgresql" ->
                PostgresDatabase.open(new PostgresDatabase.Address(
                        settings.value(SettingKey.DATABASE_HOST),
                        port(settings),
                        settings.value(SettingKey.DATABASE_NAME),
                        settings.value(SettingKey.DATABASE_USER),
                        password(settings)));
            default ->
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_INVALID,
                        settings.setting(SettingKey.DATABASE_KIND) + ": expected h2 or postgresql");
        };
    }

    private static int port(Settings settings) {
        String text = settings.value(SettingKey.DATABASE_PORT);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID, settings.setting(SettingKey.DATABASE_PORT) + ": expected a port");
        }
        return Integer.parseInt(text);
    }

    private String password(Settings settings) {
        return secret(settings, SettingKey.DATABASE_PASSWORD, SettingKey.DATABASE_PASSWORD_FILE, "database's password");
    }

    private String redisPassword() {
        return secret(
                workspace.settings(),
                SettingKey.JOBS_REDIS_PASSWORD,
                SettingKey.JOBS_REDIS_PASSWORD_FILE,
                "password of Redis");
    }

    /** A secret of the environment, or of the file that is named. */
    private String secret(Settings settings, SettingKey key, SettingKey fileKey, String what) {
        if (settings.value(fileKey).isEmpty()) {
            return settings.value(key);
        }
        Path file = workspace.path(fileKey);
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UnderstudyException(ErrorCode.WORKSPACE_INVALID, "cannot read the " + what + " from " + file, e);
        }
    }

    private Optional<ExplorationKey> explorationKey() {
        String secret = secret(
                workspace.settings(), SettingKey.EXPLORATION_KEY, SettingKey.EXPLORATION_KEY_FILE, "exploration key");
        return secret.isEmpty() ? Optional.empty() : Optional.of(new ExplorationKey(secret));
    }

    /**
     * Tells people over the channels of the settings.
     *
     * @param console takes what is told on the process's own output
     * @throws UnderstudyException WORKSPACE_INVALID if a setting makes no sense
     */
    public Notifier notifier(Consumer<String> console) {
        Settings settings = workspace.settings();
        return new Notifications(
                        settings,
                        () -> secret(
                                settings,
                                SettingKey.NOTIFICATIONS_WEBHOOK,
                                SettingKey.NOTIFICATIONS_WEBHOOK_FILE,
                                "webhook's address"),
                        () -> secret(
                                settings,
                                SettingKey.NOTIFICATIONS_MAIL_PASSWORD,
                                SettingKey.NOTIFICATIONS_MAIL_PASSWORD_FILE,
                                "password for mail"))
                .notifier(console, clock);
    }

    /** Artifacts. */
    public synchronized ArtifactStore store() {
        if (store == null) { // opening sweeps what killed processes left: once is enough
            store = artifactStores().open(clock);
        }
        return store;
    }

    private Optional<SigningKey> signingKey() {
        return isSet(SettingKey.SIGNING_KEY_FILE)
                ? Optional.of(SigningKey.read(workspace.path(SettingKey.SIGNING_KEY_FILE), new SecureRandom()))
                : Optional.empty();
    }

    private ModelTrust trust() {
        return isSet(SettingKey.SIGNING_TRUSTED_KEYS)
                ? ModelTrust.in(TrustedKeys.read(workspace.path(SettingKey.SIGNING_TRUSTED_KEYS)))
                : ModelTrust.unsigned();
    }

    private boolean isSet(SettingKey key) {
        return !workspace.settings().value(key).isEmpty();
    }

    private ArtifactStores artifactStores() {
        return new ArtifactStores(workspace.settings(), workspace.path(SettingKey.STORE_DIRECTORY));
    }

    /** The sample builders on the class path and in the workspace's folder for plug-ins. */
    public synchronized SampleBuilders samples() {
        if (plugIns == null) {
            plugIns = PlugIns.of(workspace.directory());
        }
        return plugIns.samples();
    }

    /** What is live. */
    public ConfigRepository config() {
        return new ReleaseSettings(workspace, this::releaseToken).repository(clock);
    }

    private String releaseToken() {
        return secret(
                workspace.settings(),
                SettingKey.RELEASE_TOKEN,
                SettingKey.RELEASE_TOKEN_FILE,
                "token for the config repository and its forge");
    }

    /** Versions. */
    public ModelRegistry registry() {
        return new JdbiModelRegistry(database(), clock);
    }

    /** Models that live elsewhere. */
    public ExternalModels externals() {
        return new JdbiExternalModels(database());
    }

    /** Versions with their artifacts. */
    public ModelRepository models() {
        return new ModelRepository(
                registry(), store(), samples(), externals(), new ModelRepository.Signing(signingKey(), trust()));
    }

    /** Simulations. */
    public SimulationRegistry simulations() {
        return new JdbiSimulationRegistry(database(), clock);
    }

    /** Everything that was done. */
    public RunRegistry runs() {
        return new JdbiRunRegistry(database(), clock);
    }

    /** Where tasks stand. */
    public OverviewReader overview() {
        return new OverviewReader(
                new JdbiTrafficReader(database()),
                new JdbiTrafficCounts(database()),
                registry(),
                externals(),
                simulations(),
                runs(),
                config(),
                () -> forge().open());
    }

    /** Says what to simulate. */
    public RehearsalPlanner planner() {
        return new RehearsalPlanner(
                new JdbiTrafficReader(database()), new JdbiTrafficCounts(database()), simulations());
    }

    /** Events as they came. */
    public EventLog events() {
        return new JdbiEventLog(database(), clock);
    }

    /** Takes files into the logs. */
    public TrafficIntake intake() {
        return new TrafficIntake(
                new TrafficImport(
                        new JdbiImportLog(database(), clock), task -> samples().of(task.sampleBuilder())),
                runs(),
                workspace.path(SettingKey.REPORTS_DIRECTORY));
    }

    /** Trains versions. */
    public ModelTraining training() {
        return new ModelTraining(
                new SnapshotBuilder(new JdbiTrafficReader(database()), samples()), registry(), models(), runs());
    }

    /** Logs what a version would have predicted. */
    public LogBackfill backfill() {
        return new LogBackfill(
                new JdbiTrafficReader(database()), new JdbiPredictionLog(database(), clock), models(), runs(), clock);
    }

    /** Writes the log for other tools. */
    public PredictionExport export() {
        return new PredictionExport(new JdbiExportReader(database()));
    }

    /** Deletes what need not be kept of the logs. */
    public LogRetention retention() {
        return new LogRetention(new JdbiTrafficRetention(database()), segments(), clock);
    }

    /**
     * Deletes, once an hour, what need not be kept of any task's log; the caller closes it.
     *
     * @param trouble hears what failed; the next hour tries again
     */
    public Repetition.Ongoing retaining(Repetition repetition, Consumer<String> trouble) {
        return RetentionSchedule.begin(
                retention(),
                workspace.tasks().stream().map(workspace::task).toList(),
                repetition,
                (task, failure) ->
                        trouble.accept("the log of " + task.name() + " was not pruned: " + failure.getMessage()));
    }

    /** Columnar copies of the logs. */
    public SegmentStore segments() {
        return new SegmentStore(database(), workspace.path(SettingKey.SEGMENTS_DIRECTORY));
    }

    /** Says what moved a score. */
    public ScoreExplanation explanation() {
        return new ScoreExplanation(new JdbiServedLog(database(), clock), models());
    }

    /** Simulates releases. */
    public ReleaseRehearsal rehearsal() {
        return new ReleaseRehearsal(new ReleaseSimulator(segments()), simulations(), models(), config(), runs());
    }

    /** Says what a simulation could show. */
    public PowerForecast powerForecast() {
        return new PowerForecast(
                new ReleaseSimulator(segments()), simulations(), models(), config(), new JdbiTrafficCounts(database()));
    }

    /** Looks back at releases. */
    public Fidelity fidelity() {
        return new Fidelity(
                new ReleaseSimulator(segments()), new JdbiTrafficCounts(database()), simulations(), models(), config());
    }

    /** Trains candidates and simulates their release. */
    public Retraining retraining() {
        return new Retraining(training(), rehearsal(), config());
    }

    /** Retrains by schedule. */
    public RetrainingJob retrainingJob() {
        return new RetrainingJob(retrainings(), retraining(), models(), simulations(), release(), config(), runs());
    }

    /** Goes through history as a release policy would have. */
    public Backtest backtest() {
        return new Backtest(
                training(),
                segments(),
                samples(),
                new BacktestFolder(workspace.path(SettingKey.SEGMENTS_DIRECTORY).resolveSibling("backtest"), clock),
                backtests(),
                runs());
    }

    /** What backtests found. */
    public BacktestRegistry backtests() {
        return new JdbiBacktestRegistry(database(), clock);
    }

    /** How far scheduled retrainings have come. */
    public RetrainingRegistry retrainings() {
        return new JdbiRetrainingRegistry(database(), clock);
    }

    /**
     * Where it is said which models are released: mounted files where there are any, else the variables
     * {@code MODEL_URI} and the like, else the config repository.
     *
     * @param variables the process's environment variables
     * @param environment of the config repository
     * @throws UnderstudyException WORKSPACE_INVALID if the folder that is named is not there, or variables are wrong
     */
    public ReleasedModels released(Map<String, String> variables, Environment environment) {
        boolean named = !workspace.settings().value(SettingKey.MODELS_DIRECTORY).isEmpty();
        Path mounted = named ? workspace.path(SettingKey.MODELS_DIRECTORY) : MountedModels.STANDARD;
        if (Files.isDirectory(mounted)) {
            return new MountedModels(mounted);
        }
        if (named) {
            throw new UnderstudyException(
                    ErrorCode.WORKSPACE_INVALID,
                    workspace.settings().setting(SettingKey.MODELS_DIRECTORY)
                            + ": expected a folder in which a folder for each task says which model to serve");
        }
        return VariableModel.isIn(variables)
                ? VariableModel.of(workspace.tasks(), variables)
                : ofRepository(environment);
    }

    /** A repository elsewhere is asked less often than the models are looked at. */
    private ReleasedModels ofRepository(Environment environment) {
        RepositoryModels models = new RepositoryModels(config(), environment);
        return switch (workspace.repository()) {
            case RepositoryAddress.Folder folder -> models;
            case RepositoryAddress.Remote remote -> new SeldomAsked(models, SeldomAsked.STANDARD, System::nanoTime);
        };
    }

    /**
     * Serves what the config repository has; see {@link #serving(ReleasedModels, ServingObserver, LongSupplier,
     * Repetition)}.
     *
     * @param environment of which environment the released models answer
     */
    public Serving serving(
            Environment environment, ServingObserver observer, LongSupplier nanoTime, Repetition repetition) {
        return serving(ofRepository(environment), observer, nanoTime, repetition);
    }

    /**
     * Serves the tasks of the workspace, as their files are now; the caller starts and closes it, and sees that the
     * database is open before anybody asks.
     *
     * @param released says which models answer
     * @param observer hears what it does
     * @param nanoTime for durations
     * @param repetition how it looks for new models again and again
     */
    public Serving serving(
            ReleasedModels released, ServingObserver observer, LongSupplier nanoTime, Repetition repetition) {
        return serving(
                released,
                new JdbiServedLog(this::database, clock),
                new JdbiOutcomeLog(this::database, clock),
                observer,
                nanoTime,
                repetition);
    }

    /**
     * The same without a log, and without a database: nothing of what is answered is kept, and outcomes are not taken.
     */
    public Serving servingWithoutLog(
            ReleasedModels released, ServingObserver observer, LongSupplier nanoTime, Repetition repetition) {
        return serving(released, new NoServedLog(), new NoOutcomeLog(), observer, nanoTime, repetition);
    }

    private Serving serving(
            ReleasedModels released,
            ServedLog served,
            OutcomeLog outcomes,
            ServingObserver observer,
            LongSupplier nanoTime,
            Repetition repetition) {
        List<TaskDefinition> tasks =
                workspace.tasks().stream().map(workspace::task).toList();
        return new Serving(
                tasks,
                new Serving.Foundation(
                        released,
                        samples(),
                        artifactStores()::toRead,
                        trust(),
                        workspace.path(SettingKey.CACHE_DIRECTORY),
                        FetchPolicy.STANDARD,
                        served,
                        outcomes,
                        explorationKey()),
                observer,
                clock,
                nanoTime,
                repetition);
    }

    /** Takes calls for predictions that are made later. */
    public JobService jobService(Serving serving, JobObserver observer) {
        return new JobService(jobs(), serving.predictions(), workspace.tasks(), observer);
    }

    /** The queue of jobs; closed with this. */
    public synchronized JobQueue jobs() {
        if (jobs == null) {
            jobs = new JobQueues(workspace.settings(), this::database, this::redisPassword).open(JobPolicy.STANDARD);
        }
        return jobs;
    }

    /**
     * Works on the jobs of the workspace's tasks; the caller starts it, and closes it before the serving that it asks.
     *
     * @param observer hears what becomes of jobs
     * @param nanoTime for durations
     * @param repetition how leases are renewed again and again
     * @param hopeless hears, with the reason, that this process is to end
     */
    public JobWorker jobWorker(
            Serving serving,
            JobObserver observer,
            LongSupplier nanoTime,
            Repetition repetition,
            Consumer<String> hopeless) {
        return new JobWorker(
                new JobWorker.Surroundings(
                        WorkerSettings.name(),
                        jobs(),
                        serving.predictions()::predictEach,
                        () -> serving.models().states().values().stream()
                                .anyMatch(ModelState.Serving.class::isInstance),
                        observer,
                        hopeless),
                JobPolicy.STANDARD,
                WorkerSettings.policy(workspace.settings()),
                nanoTime,
                repetition);
    }

    /**
     * Where pull requests are, for who wants to see those that are open.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if a setting makes no sense
     */
    public Forge forge() {
        return forge(config(), ForgePatience.BRIEF);
    }

    private Forge forge(ConfigRepository config, ForgePatience patience) {
        return new Forges(workspace.settings(), this::releaseToken).forge(config, patience);
    }

    private StagingPods stagingPods() {
        if (!isSet(SettingKey.RELEASE_STAGING_PODS)) {
            return StagingPods.NONE;
        }
        return HttpStagingPods.at(
                workspace.settings().value(SettingKey.RELEASE_STAGING_PODS),
                secret(
                        workspace.settings(),
                        SettingKey.RELEASE_STAGING_TOKEN,
                        SettingKey.RELEASE_STAGING_TOKEN_FILE,
                        "token of staging's pods"));
    }

    /** Releases versions and takes them back. */
    public ModelRelease release() {
        ConfigRepository config = config();
        return new ModelRelease(
                new ReleaseProcess(
                        config, forge(config, ForgePatience.STANDARD), stagingPods(), ConflictRetries.STANDARD),
                config,
                models(),
                simulations(),
                new Evidence(store(), SimulationEvidence::files),
                runs());
    }

    /** Goes through the whole loop on the sample world, on a workspace that {@link SampleWorkspace} prepared. */
    public Demonstration demonstration() {
        return demonstration(SamplePlan.standard());
    }

    /** The same by another plan. */
    public Demonstration demonstration(SamplePlan plan) {
        return new Demonstration(
                workspace.task(SampleWorkspace.TASK),
                plan,
                new Demonstration.Places(
                        SampleWorkspace.events(workspace), workspace.path(SettingKey.REPORTS_DIRECTORY)),
                new Demonstration.Verbs(
                        intake(),
                        training(),
                        backfill(),
                        rehearsal(),
                        release(),
                        (simulation, directory) -> ReportFiles.write(simulation, directory, List.of(ReportFormat.HTML))
                                .getFirst(),
                        simulations(),
                        runs(),
                        config()),
                clock);
    }

    @Override
    public synchronized void close() {
        if (jobs != null) {
            jobs.close();
            jobs = null;
        }
        if (database != null) {
            database.close();
            database = null;
        }
        if (plugIns != null) {
            plugIns.close();
            plugIns = null;
        }
    }
}
