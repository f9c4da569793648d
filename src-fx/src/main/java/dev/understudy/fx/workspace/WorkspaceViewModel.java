package dev.understudy.fx.workspace;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.overview.WorkspaceOverview;
import dev.understudy.engine.task.TaskDefinition;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.EngineSession;
import dev.understudy.fx.task.RunningTask;
import dev.understudy.fx.task.TaskRunner;
import dev.understudy.fx.text.Texts;
import dev.understudy.fx.tool.FailureWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The open workspace. Every screen looks at its state and makes its calls through it. On the FX thread only. */
public final class WorkspaceViewModel {
    private final Function<Path, EngineSession> opener;
    private final TaskRunner runner;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<WorkspaceState> state = new ReadOnlyObjectWrapper<>(new WorkspaceState.None());
    private final ReadOnlyObjectWrapper<Optional<Path>> directory = new ReadOnlyObjectWrapper<>(Optional.empty());
    private volatile @Nullable EngineSession session;

    /**
     * @param opener opens the workspace in a directory; called away from the FX thread
     */
    public WorkspaceViewModel(Function<Path, EngineSession> opener, TaskRunner runner, Texts texts) {
        this.opener = opener;
        this.runner = runner;
        this.texts = texts;
    }

    /** Where it stands. */
    public ReadOnlyObjectProperty<WorkspaceState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** The directory of the open workspace, or of the one that cannot be read. */
    public ReadOnlyObjectProperty<Optional<Path>> directoryProperty() {
        return directory.getReadOnlyProperty();
    }

    /** What is known of its tasks; empty until they have been read. */
    public Optional<WorkspaceOverview> overview() {
        return state.get() instanceof WorkspaceState.Open(WorkspaceOverview overview)
                ? Optional.of(overview)
                : Optional.empty();
    }

    /** Opens the workspace in a directory and reads where its tasks stand. */
    public void open(Path workspace) {
        close();
        directory.set(Optional.of(workspace));
        state.set(new WorkspaceState.Reading());
        look(
                texts.get("workspace.opening", workspace.getFileName()),
                () -> {
                    EngineSession opened = opener.apply(workspace);
                    session = opened;
                    return opened.call(WorkspaceViewModel::read);
                },
                overview -> state.set(new WorkspaceState.Open(overview)));
    }

    /** Reads again where the tasks stand. What is shown stays until then. */
    public void refresh() {
        if (session == null) {
            directory.get().ifPresent(this::open);
        } else {
            if (state.get() instanceof WorkspaceState.Failed) {
                state.set(new WorkspaceState.Reading());
            }
            look(
                    texts.get("workspace.reading"),
                    () -> session().call(WorkspaceViewModel::read),
                    overview -> state.set(new WorkspaceState.Open(overview)));
        }
    }

    private <T> void look(String title, Callable<T> work, Consumer<T> onDone) {
        RunningTask task = runner.look(title, _ -> work.call(), onDone);
        task.failureProperty().subscribe(failure -> {
            if (failure != null && !(state.get() instanceof WorkspaceState.Open)) {
                state.set(new WorkspaceState.Failed(FailureWords.of(failure, texts)));
            }
        });
    }

    private static WorkspaceOverview read(Engine engine) {
        List<TaskDefinition> tasks = new ArrayList<>();
        Map<TaskName, String> broken = new LinkedHashMap<>();
        for (TaskName name : engine.workspace().tasks()) {
            try {
                tasks.add(engine.workspace().task(name));
            } catch (UnderstudyException e) {
                broken.put(name, String.valueOf(e.getMessage()));
            }
        }
        return engine.overview().read(tasks, broken);
    }

    /** Starts long work, which the window lists with its progress and a way to stop it. */
    public <T extends @Nullable Object> RunningTask run(String title, EngineWork<T> work, Consumer<? super T> onDone) {
        return runner.start(title, control -> session().call(engine -> work.run(engine, control)), onDone);
    }

    /** Takes a short look, which the window lists only if it fails. */
    public <T extends @Nullable Object> RunningTask look(String title, EngineWork<T> work, Consumer<? super T> onDone) {
        return runner.look(title, control -> session().call(engine -> work.run(engine, control)), onDone);
    }

    private EngineSession session() {
        EngineSession open = session;
        if (open == null) {
            throw new IllegalStateException("no workspace is open");
        }
        return open;
    }

    /** Gives the workspace back. */
    public void close() {
        EngineSession open = session;
        session = null;
        if (open != null) {
            open.close();
        }
    }
}
