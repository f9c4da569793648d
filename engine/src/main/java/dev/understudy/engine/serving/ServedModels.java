package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ConfigRepository;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.release.ModelPointer;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which model of each task answers. Each look at the config repository may put another one in place; readers see the old
 * one or the new one, whole. What once answered goes on answering, marked as stale, whatever happens to repository and
 * store. Thread-safe.
 */
public final class ServedModels {
    private final Environment environment;
    private final ConfigRepository config;
    private final ModelLoading loading;
    private final ServingObserver observer;
    private final SortedMap<TaskName, ModelState> states = new ConcurrentSkipListMap<>();

    ServedModels(
            Collection<TaskName> tasks,
            Environment environment,
            ConfigRepository config,
            ModelLoading loading,
            ServingObserver observer) {
        this.environment = environment;
        this.config = config;
        this.loading = loading;
        this.observer = observer;
        tasks.forEach(task -> states.put(task, new ModelState.NothingReleased()));
    }

    /** Looks at the config repository and loads what is newly released. */
    public synchronized void refresh() {
        for (Map.Entry<TaskName, ModelState> entry : List.copyOf(states.entrySet())) {
            ModelState before = entry.getValue();
            ModelState after = look(entry.getKey(), before);
            if (!after.equals(before)) {
                states.put(entry.getKey(), after);
                observer.modelChanged(entry.getKey(), after);
            }
        }
    }

    private ModelState look(TaskName task, ModelState before) {
        try {
            Optional<ModelPointer> pointer = config.pointer(task, environment);
            if (before instanceof ModelState.Serving serving) {
                return new ModelState.Serving(next(serving.served(), pointer), Optional.empty());
            }
            return pointer.isEmpty()
                    ? new ModelState.NothingReleased()
                    : new ModelState.Serving(loading.load(task, pointer.get()), Optional.empty());
        } catch (UnderstudyException e) {
            return troubled(before, new ModelState.Trouble(e.code(), e.getMessage()));
        } catch (RuntimeException e) { // a defect in loading one model must not end the looking
            return troubled(before, new ModelState.Trouble(ErrorCode.INTERNAL, String.valueOf(e)));
        }
    }

    private ServedModel next(ServedModel present, Optional<ModelPointer> found) {
        ModelPointer pointer = found.orElseThrow(() -> new UnderstudyException(
                ErrorCode.LIVE_UNKNOWN,
                "nothing of " + present.task() + " is released in " + environment + " any more; "
                        + present.pointer().version() + " goes on"));
        if (pointer.equals(present.pointer())) {
            return present;
        }
        if (pointer.release() < present.pointer().release()) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_INVALID,
                    "the release counter of " + present.task() + " in " + environment + " went back from "
                            + present.pointer().release() + " to " + pointer.release());
        }
        return pointer.isSameModel(present.pointer())
                ? present.underRelease(pointer)
                : loading.load(present.task(), pointer);
    }

    private static ModelState troubled(ModelState before, ModelState.Trouble trouble) {
        return before instanceof ModelState.Serving serving
                ? new ModelState.Serving(serving.served(), Optional.of(trouble))
                : new ModelState.Failed(trouble);
    }

    /** How it stands with each task. */
    public SortedMap<TaskName, ModelState> states() {
        return Collections.unmodifiableSortedMap(states);
    }

    /**
     * How it stands with a task.
     *
     * @throws UnderstudyException UNKNOWN_TASK
     */
    public ModelState state(TaskName task) {
        ModelState state = states.get(task);
        if (state == null) {
            throw new UnderstudyException(ErrorCode.UNKNOWN_TASK, "there is no task " + task + " here");
        }
        return state;
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
                throw unavailable("no model of " + task + " is released in " + environment);
            case ModelState.Failed failed ->
                throw unavailable("the model of " + task + " in " + environment + " cannot be loaded: "
                        + failed.trouble().code().code());
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
        return states.values().stream().anyMatch(ModelState.Serving.class::isInstance)
                && states.values().stream().noneMatch(ModelState.Failed.class::isInstance);
    }
}
