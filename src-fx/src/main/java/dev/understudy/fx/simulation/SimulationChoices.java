package dev.understudy.fx.simulation;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.UtcInstant;
import dev.understudy.engine.common.VersionName;
import dev.understudy.engine.overview.TaskOverview;
import dev.understudy.engine.registry.ModelVersion;
import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.fx.text.Dates;
import dev.understudy.fx.text.Texts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What is to be simulated: task, candidate and window, chosen by the user or filled in. */
public final class SimulationChoices {
    private final Texts texts;
    private final ObservableList<TaskOverview> tasks = FXCollections.observableArrayList();
    private final ObservableList<ModelVersion> candidates = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable TaskOverview> task = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable ModelVersion> candidate = new SimpleObjectProperty<>();
    private final StringProperty from = new SimpleStringProperty("");
    private final StringProperty to = new SimpleStringProperty("");
    /** Choices are being filled in, and nobody has chosen anything. */
    private boolean filling;

    SimulationChoices(Texts texts) {
        this.texts = texts;
    }

    /** Tells of what the user chooses, and not of what is filled in. */
    void onChoice(Runnable ofTask, Runnable ofCandidate, Runnable ofWindow) {
        task.subscribe((_, _) -> unlessFilling(ofTask));
        candidate.subscribe((_, _) -> unlessFilling(ofCandidate));
        from.subscribe((_, _) -> unlessFilling(ofWindow));
        to.subscribe((_, _) -> unlessFilling(ofWindow));
    }

    private void unlessFilling(Runnable action) {
        if (!filling) {
            action.run();
        }
    }

    private void fill(Runnable choices) {
        boolean before = filling;
        filling = true;
        try {
            choices.run();
        } finally {
            filling = before;
        }
    }

    /** The tasks to choose from. */
    public ObservableList<TaskOverview> tasks() {
        return tasks;
    }

    /** The chosen task; null where there is none. */
    public ObjectProperty<@Nullable TaskOverview> taskProperty() {
        return task;
    }

    /** The versions to choose from, the newest first. */
    public ObservableList<ModelVersion> candidates() {
        return candidates;
    }

    /** The chosen candidate; null where there is none. */
    public ObjectProperty<@Nullable ModelVersion> candidateProperty() {
        return candidate;
    }

    /** Where the window begins, as the user types it: a date or an instant. */
    public StringProperty fromProperty() {
        return from;
    }

    /** Where it ends. */
    public StringProperty toProperty() {
        return to;
    }

    /** The chosen task. */
    Optional<TaskOverview> task() {
        return Optional.ofNullable(task.get());
    }

    /** The chosen candidate. */
    Optional<ModelVersion> candidate() {
        return Optional.ofNullable(candidate.get());
    }

    /** The task of that name. */
    Optional<TaskOverview> taskNamed(TaskName name) {
        return tasks.stream().filter(one -> one.task().name().equals(name)).findFirst();
    }

    /** The versions that would be replayed, the candidate first; empty where none is chosen. */
    List<ModelVersion> models() {
        Stream<ModelVersion> live = task().stream()
                .flatMap(of -> of.live().stream()
                        .flatMap(release -> of.versions().stream()
                                .filter(version -> version.version().equals(release.version()))));
        return candidate().isEmpty()
                ? List.of()
                : Stream.concat(candidate().stream(), live).distinct().toList();
    }

    /** Takes the tasks as they are now; what was chosen stays, as far as it is still there. */
    void take(List<TaskOverview> all) {
        Optional<TaskName> kept = task().map(before -> before.task().name());
        fill(() -> {
            tasks.setAll(all);
            task.set(kept.flatMap(this::taskNamed)
                    .or(() -> all.stream().findFirst())
                    .orElse(null));
            takeVersions(candidate().map(ModelVersion::version));
        });
    }

    private void takeVersions(Optional<VersionName> chosen) {
        candidates.setAll(task().map(TaskOverview::versions).orElse(List.of()));
        candidate.set(chosen.flatMap(this::versionNamed).orElse(null));
    }

    private Optional<ModelVersion> versionNamed(VersionName name) {
        return candidates.stream().filter(one -> one.version().equals(name)).findFirst();
    }

    /** Fills in a task and a candidate. */
    void fill(TaskOverview of, Optional<VersionName> version) {
        fill(() -> {
            task.set(of);
            takeVersions(version);
        });
    }

    /** Fills in the choices that led to a simulation. */
    void fill(TaskOverview of, StoredSimulation simulation) {
        fill(of, Optional.of(simulation.report().candidate().version()));
        fill(Optional.of(simulation.report().window()));
    }

    /** Fills in a window, or nothing. */
    void fill(Optional<TimeWindow> window) {
        fill(() -> {
            from.set(window.map(TimeWindow::from).map(Dates::field).orElse(""));
            to.set(window.map(TimeWindow::to).map(Dates::field).orElse(""));
        });
    }

    /**
     * The chosen window.
     *
     * @throws UnderstudyException USAGE with a sentence for the user
     */
    TimeWindow window() {
        return new TimeWindow(instant(from, "from"), instant(to, "to"));
    }

    private Instant instant(StringProperty field, String name) {
        try {
            return UtcInstant.parse(field.get().strip());
        } catch (DateTimeException e) {
            throw new UnderstudyException(
                    ErrorCode.USAGE,
                    texts.get("simulation.problem." + name, field.get().strip()),
                    e);
        }
    }

    /** Takes the last so many days before the end that is chosen; an end that is none stays as it is. */
    public void takeLast(Duration length) {
        try {
            from.set(Dates.field(instant(to, "to").minus(length)));
        } catch (UnderstudyException e) {
            return; // the screen says what is wrong with the end already
        }
    }
}
