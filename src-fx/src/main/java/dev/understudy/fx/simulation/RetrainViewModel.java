package dev.understudy.fx.simulation;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.UtcInstant;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.task.TrainingSection;
import dev.understudy.engine.training.TrainingOverrides;
import dev.understudy.engine.training.TrainingSpec;
import dev.understudy.engine.training.TrainingSpecs;
import dev.understudy.fx.text.Dates;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyListProperty;
import javafx.beans.property.ReadOnlyListWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** The form that trains a candidate and simulates its release, filled in from the task file. */
public final class RetrainViewModel {
    private final WorkspaceViewModel workspace;
    private final SimulationViewModel simulation;
    private final InstantSource clock;
    private final Texts texts;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ReadOnlyStringWrapper taskName = new ReadOnlyStringWrapper("");
    private final StringProperty asOf = new SimpleStringProperty("");
    private final StringProperty algorithm = new SimpleStringProperty("");
    private final StringProperty seed = new SimpleStringProperty("");
    private final StringProperty window = new SimpleStringProperty("");
    private final ObservableList<String> algorithms = FXCollections.observableArrayList();
    private final ObservableList<Parameter> parameters =
            FXCollections.observableArrayList(parameter -> new Observable[] {parameter.value()});
    private final ReadOnlyListWrapper<String> differences =
            new ReadOnlyListWrapper<>(FXCollections.observableArrayList());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable TaskOverview task;
    private Optional<Instant> end = Optional.empty();
    private boolean filling;

    /**
     * A parameter of the algorithm.
     *
     * @param name its name
     * @param value as the user types it
     */
    public record Parameter(String name, StringProperty value) {}

    public RetrainViewModel(
            WorkspaceViewModel workspace, SimulationViewModel simulation, InstantSource clock, Texts texts) {
        this.workspace = workspace;
        this.simulation = simulation;
        this.clock = clock;
        this.texts = texts;
        List.of(asOf, seed, window).forEach(field -> field.subscribe((_, _) -> check()));
        parameters.addListener((Observable _) -> check());
        algorithm.subscribe((_, _) -> {
            if (!filling) {
                fillParameters();
            }
        });
    }

    /** Whether the form is open. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** The task's name. */
    public ReadOnlyStringProperty taskNameProperty() {
        return taskName.getReadOnlyProperty();
    }

    /** What is trained on is what was known then; a date or an instant. */
    public StringProperty asOfProperty() {
        return asOf;
    }

    /** The algorithm. */
    public StringProperty algorithmProperty() {
        return algorithm;
    }

    /** Those that fit the task. */
    public ObservableList<String> algorithms() {
        return algorithms;
    }

    /** The seed. */
    public StringProperty seedProperty() {
        return seed;
    }

    /** How far back from the as-of; empty for everything. */
    public StringProperty windowProperty() {
        return window;
    }

    /** The parameters of the algorithm. */
    public ObservableList<Parameter> parameters() {
        return parameters;
    }

    /** What differs from the live model, one line each. */
    public ReadOnlyListProperty<String> differences() {
        return differences.getReadOnlyProperty();
    }

    /** What is wrong with the form; empty where nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Opens the form for the task of a name, or for the one that the Simulation screen shows. */
    public void open(Optional<TaskName> name) {
        Optional<TaskOverview> wanted =
                name.flatMap(simulation.choices()::taskNamed).or(simulation.choices()::task);
        wanted.ifPresent(this::open);
    }

    private void open(TaskOverview of) {
        task = of;
        filling = true;
        taskName.set(of.task().name().text());
        algorithms.setAll(TrainingSpecs.algorithms(of.task().kind()));
        algorithm.set(of.task().training().algorithm());
        seed.set(Long.toString(of.task().training().seed()));
        window.set(of.task().training().window().map(Dates::days).orElse(""));
        asOf.set("");
        filling = false;
        fillParameters();
        open.set(true);
        workspace.look(
                texts.get("simulation.looking"), (engine, _) -> engine.planner().asOf(of.task()), suggested -> {
                    end = suggested.map(
                            moment -> moment.plus(of.task().simulation().window()));
                    if (asOf.get().isEmpty()) {
                        asOf.set(suggested.map(Dates::field).orElse(""));
                    }
                    check();
                });
    }

    /** The file's parameters where the algorithm is the file's, with the defaults of those that it does not name. */
    private void fillParameters() {
        TaskOverview of = task;
        if (of == null || algorithm.get() == null) {
            return;
        }
        TrainingSection section = new TrainingOverrides(Optional.of(algorithm.get()), Map.of())
                .applyTo(of.task().training());
        filling = true;
        try {
            TrainingSpec spec = TrainingSpecs.of(section, of.task().kind());
            parameters.setAll(spec.parameters().entrySet().stream()
                    .map(entry -> new Parameter(entry.getKey(), new SimpleStringProperty(entry.getValue())))
                    .toList());
        } catch (UnderstudyException e) {
            parameters.clear();
        } finally {
            filling = false;
        }
        check();
    }

    private void check() {
        if (filling || task == null) {
            return;
        }
        differences.setAll(beside(task));
        problem.set(asOf.get().isEmpty() ? "" : problemOf(task));
    }

    private String problemOf(TaskOverview of) {
        try {
            TrainingSpecs.of(
                    overrides(of).applyTo(of.task().training()), of.task().kind());
            window();
            return "";
        } catch (UnderstudyException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Instant moment() {
        try {
            return UtcInstant.parse(asOf.get().strip());
        } catch (DateTimeException e) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    texts.get("retrain.problem.asOf", asOf.get().strip()),
                    e);
        }
    }

    private TimeWindow window() {
        Instant from = moment();
        Instant to = end.orElse(Instant.MIN);
        if (!from.isBefore(to)) {
            throw new UnderstudyException(ErrorCode.USAGE, texts.get("retrain.problem.late", Dates.moment(from)));
        }
        return new TimeWindow(from, to);
    }

    /** Only what differs from the task file: the rest stays the file's. */
    private TrainingOverrides overrides(TaskOverview of) {
        TrainingSection file = of.task().training();
        Map<String, String> settings = new LinkedHashMap<>();
        if (!seed.get().strip().equals(Long.toString(file.seed()))) {
            settings.put("seed", seed.get().strip());
        }
        String wanted = window.get().strip();
        if (!wanted.equals(file.window().map(Dates::days).orElse(""))) {
            settings.put("window", wanted);
        }
        boolean isOther = !algorithm.get().equals(file.algorithm());
        Map<String, String> usual = TrainingSpecs.of(
                        new TrainingOverrides(Optional.of(algorithm.get()), Map.of()).applyTo(file),
                        of.task().kind())
                .parameters();
        for (Parameter parameter : parameters) {
            String value = parameter.value().get().strip();
            if (!value.equals(usual.get(parameter.name()))) {
                settings.put("parameters." + parameter.name(), value);
            }
        }
        return new TrainingOverrides(isOther ? Optional.of(algorithm.get()) : Optional.empty(), settings);
    }

    /** What the newest training found suspicious, since the next one sees the same columns; then what differs from live. */
    private List<String> beside(TaskOverview of) {
        List<String> lines = new ArrayList<>();
        of.versions().stream()
                .limit(1)
                .forEach(newest -> newest.facts()
                        .leaks()
                        .forEach(
                                suspect -> lines.add(texts.get("retrain.leak", newest.version(), suspect.sentence()))));
        lines.addAll(differ(of));
        return lines;
    }

    private List<String> differ(TaskOverview of) {
        Optional<ModelVersion> live = of.live()
                .flatMap(release -> of.versions().stream()
                        .filter(version -> version.digest().equals(release.digest()))
                        .findFirst());
        if (live.isEmpty()) {
            return List.of(texts.get("retrain.differs.none"));
        }
        ModelVersion.Facts facts = live.get().facts();
        List<String> lines = new ArrayList<>();
        add(lines, texts.get("retrain.asOf"), Dates.field(facts.asOf()), asOf.get());
        add(lines, texts.get("retrain.algorithm"), facts.algorithm(), algorithm.get());
        add(lines, texts.get("retrain.seed"), Long.toString(facts.seed()), seed.get());
        Map<String, String> now = new LinkedHashMap<>();
        parameters.forEach(
                parameter -> now.put(parameter.name(), parameter.value().get()));
        TreeSet<String> names = new TreeSet<>(facts.parameters().keySet());
        names.addAll(now.keySet());
        names.forEach(
                name -> add(lines, name, facts.parameters().getOrDefault(name, "–"), now.getOrDefault(name, "–")));
        return lines;
    }

    private void add(List<String> lines, String name, String before, String after) {
        if (!before.equals(after.strip())) {
            lines.add(texts.get("retrain.differs.row", name, before, after.strip()));
        }
    }

    /** Trains and simulates; the Simulation screen shows how it goes. */
    public void start() {
        TaskOverview of = task;
        if (of == null || asOf.get().isEmpty() || !problem.get().isEmpty()) {
            return;
        }
        TrainingOverrides overrides = overrides(of);
        Instant moment = moment();
        TimeWindow replayed = window();
        open.set(false);
        simulation.run(
                of,
                texts.get("retrain.running", of.task().name()),
                (engine, control) -> engine.retraining()
                        .retrain(
                                of.task(),
                                moment,
                                overrides,
                                replayed,
                                clock.instant().truncatedTo(ChronoUnit.MICROS),
                                control)
                        .simulation());
    }
}
