package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which model of each task answers. Each task is looked after by itself: none waits for another's. Thread-safe. */
public final class ServedModels {
    private final ReleasedModels source;
    private final SortedMap<TaskName, TaskModel> models = new TreeMap<>();

    ServedModels(Collection<TaskName> tasks, TaskModel.Parts parts) {
        this.source = parts.source();
        tasks.forEach(task -> models.put(task, new TaskModel(task, parts)));
    }

    /** The model of each task. */
    Map<TaskName, TaskModel> models() {
        return models;
    }

    /** How it stands with each task. */
    public SortedMap<TaskName, ModelState> states() {
        SortedMap<TaskName, ModelState> states = new TreeMap<>();
        models.forEach((task, model) -> states.put(task, model.state()));
        return Collections.unmodifiableSortedMap(states);
    }

    /**
     * How it stands with a task.
     *
     * @throws UnderstudyException UNKNOWN_TASK
     */
    public ModelState state(TaskName task) {
        TaskModel model = models.get(task);
        if (model == null) {
            throw new UnderstudyException(ErrorCode.UNKNOWN_TASK, "there is no task " + task + " here");
        }
        return model.state();
    }

    /**
     * The model that answers.
     *
     * @throws UnderstudyException UNKNOWN_TASK; MODEL_UNAVAILABLE if none does
     */
    public ServedModel model(TaskName task) {
        return switch (state(task)) {
            case ModelState.Serving serving -> serving.served();
            case ModelState.NothingReleased nothing ->
                throw unavailable("no model of " + task + " is released " + source.where());
            case ModelState.Failed failed ->
                throw unavailable("the model of " + task + " that is released " + source.where()
                        + " cannot be had yet: " + failed.trouble().code().code());
        };
    }

    private static UnderstudyException unavailable(String why) {
        return new UnderstudyException(ErrorCode.MODEL_UNAVAILABLE, why);
    }

    /**
     * Whether this process does its duty: some task has a model, and none waits for one that is released. A task of
     * which nothing is released yet does not take the others out of service.
     */
    public boolean isReady() {
        boolean serves = false;
        for (TaskModel model : models.values()) {
            ModelState state = model.state();
            if (state instanceof ModelState.Failed) {
                return false;
            }
            serves |= state instanceof ModelState.Serving;
        }
        return serves;
    }
}
