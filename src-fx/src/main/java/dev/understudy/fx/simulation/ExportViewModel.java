package dev.understudy.fx.simulation;

import dev.understudy.engine.registry.StoredSimulation;
import dev.understudy.engine.report.ReportFiles;
import dev.understudy.engine.report.ReportFormat;
import dev.understudy.engine.workspace.SettingKey;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.Notification;
import dev.understudy.fx.tool.Notifications;
import dev.understudy.fx.workspace.WorkspaceViewModel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The form that writes the report of a simulation. */
public final class ExportViewModel {
    /** What this version writes. */
    public static final List<ReportFormat> FORMATS = List.of(ReportFormat.HTML, ReportFormat.JSON, ReportFormat.CSV);

    private final WorkspaceViewModel workspace;
    private final Notifications notifications;
    private final Texts texts;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final StringProperty directory = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final Map<ReportFormat, BooleanProperty> formats = new EnumMap<>(ReportFormat.class);
    private final StringBinding problem;
    private @Nullable StoredSimulation simulation;

    public ExportViewModel(WorkspaceViewModel workspace, Notifications notifications, Texts texts) {
        this.workspace = workspace;
        this.notifications = notifications;
        this.texts = texts;
        FORMATS.forEach(format -> formats.put(format, new SimpleBooleanProperty(format == ReportFormat.HTML)));
        this.problem = Bindings.createStringBinding(this::problem, dependencies());
    }

    private javafx.beans.Observable[] dependencies() {
        List<javafx.beans.Observable> all = new java.util.ArrayList<>(formats.values());
        all.add(directory);
        return all.toArray(javafx.beans.Observable[]::new);
    }

    /** Whether the form is open. */
    public BooleanProperty openProperty() {
        return open;
    }

    /** What is exported, in words. */
    public StringProperty nameProperty() {
        return name;
    }

    /** Where to. */
    public StringProperty directoryProperty() {
        return directory;
    }

    /** Whether a format is wanted. */
    public BooleanProperty wanted(ReportFormat format) {
        return Objects.requireNonNull(formats.get(format));
    }

    /** What is wrong; empty where nothing is. */
    public StringBinding problemBinding() {
        return problem;
    }

    private String problem() {
        if (formats.values().stream().noneMatch(BooleanProperty::get)) {
            return texts.get("export.problem.format");
        }
        try {
            return directory.get().isBlank()
                            || Path.of(directory.get().strip()).toString().isEmpty()
                    ? texts.get("export.problem.directory", directory.get())
                    : "";
        } catch (InvalidPathException e) {
            return texts.get("export.problem.directory", directory.get());
        }
    }

    /** Opens the form for a simulation. */
    public void open(StoredSimulation of) {
        simulation = of;
        name.set(of.id());
        workspace.look(
                texts.get("simulation.reading", of.id()),
                (engine, _) -> engine.workspace()
                        .path(SettingKey.REPORTS_DIRECTORY)
                        .resolve(of.id())
                        .toString(),
                directory::set);
        open.set(true);
    }

    /** Writes the files, away from the FX thread, and tells where they are. */
    public void export() {
        StoredSimulation of = simulation;
        if (of == null || !problem.get().isEmpty()) {
            return;
        }
        Path target = Path.of(directory.get().strip());
        List<ReportFormat> wanted =
                FORMATS.stream().filter(format -> wanted(format).get()).toList();
        open.set(false);
        workspace.run(
                texts.get("export.running", of.id()),
                (_, _) -> ReportFiles.write(of, target, wanted),
                files -> notifications.tell(
                        Notification.Level.INFO,
                        texts.get("export.done"),
                        texts.get(
                                "export.done.text",
                                files.stream().map(Path::toString).collect(Collectors.joining(", ")))));
    }
}
