package dev.understudy.engine.serving;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ModelPointer;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * The model of one task. Each look asks what is released and may put another model in place; readers see the old one or
 * the new one, whole. What once answered goes on answering, marked as stale, whatever happens to source and store; at
 * the start the last good model of the local cache stands in.
 */
final class TaskModel {
    private final TaskName task;
    private final Parts parts;
    private final PatientCall<TaskName, Optional<ModelPointer>> asking;
    private final PatientCall<ModelPointer, ModelFiles> fetching;
    private final PatientCall<ModelPointer, Boolean> confirming;
    private final Pauses pauses;
    private final CountDownLatch firstLook = new CountDownLatch(1);
    private volatile ModelState state;

    // of the looks alone, which are one after another
    /** What the last try was about; another pointer is tried at once. */
    private Optional<ModelPointer> tried = Optional.empty();
    /** Whether the store itself has been seen to have the model that answers. */
    private boolean confirmed;
    /** What the cache had as the last good model at the start, once it has been asked. */
    private Optional<ModelPointer> lastKnown = Optional.empty();

    private boolean lastAsked;
    /** Whether the last good model has been tried. */
    private boolean cacheAsked;
    /** What the cache has and must not be used. */
    private Optional<Digest> damaged = Optional.empty();

    /**
     * What the models of all tasks share.
     *
     * @param source says what is released
     * @param loading has the models
     * @param cache keeps the last good ones
     * @param policy how long the store may take
     * @param observer hears of each change
     * @param nanoTime for durations
     */
    record Parts(
            ReleasedModels source,
            ModelLoading loading,
            ModelCache cache,
            FetchPolicy policy,
            ServingObserver observer,
            LongSupplier nanoTime) {}

    TaskModel(TaskName task, Parts parts) {
        this.task = task;
        this.parts = parts;
        this.asking = new PatientCall<>("what is released of " + task, parts.policy(), parts.nanoTime());
        this.fetching = new PatientCall<>("the store, asked for " + task + ",", parts.policy(), parts.nanoTime());
        this.confirming = new PatientCall<>("the store, asked for " + task + ",", parts.policy(), parts.nanoTime());
        this.pauses = new Pauses(parts.policy().longestPause());
        this.state = new ModelState.Failed(
                new ModelState.Trouble(ErrorCode.MODEL_UNAVAILABLE, "the model of " + task + " is being loaded"));
    }

    ModelState state() {
        return state;
    }

    /** Opens when the first look has ended. */
    CountDownLatch firstLook() {
        return firstLook;
    }

    /** Asks what is released, and loads it where it is new. Never throws. */
    synchronized void look() {
        ModelState before = state;
        ModelState after = after(before);
        if (!after.equals(before)) {
            state = after;
            parts.observer().modelChanged(task, after);
        }
        firstLook.countDown();
    }

    private ModelState after(ModelState before) {
        try {
            Optional<ModelPointer> pointer =
                    asking.get(task, () -> parts.source().pointer(task));
            if (before instanceof ModelState.Serving serving) {
                return next(serving, pointer);
            }
            if (pointer.isEmpty()) {
                return lastGood(last().map(known -> trouble(gone(known)))).orElse(new ModelState.NothingReleased());
            }
            refuseEarlier(last(), pointer.get());
            return obtained(before, pointer.get());
        } catch (UnderstudyException e) {
            return troubled(before, trouble(e));
        } catch (RuntimeException | OutOfMemoryError e) { // what one model does must not end the looking
            return troubled(before, new ModelState.Trouble(ErrorCode.INTERNAL, String.valueOf(e)));
        }
    }

    private ModelState next(ModelState.Serving serving, Optional<ModelPointer> found) {
        ServedModel present = serving.served();
        ModelPointer pointer = found.orElseThrow(() -> gone(present.pointer()));
        refuseEarlier(Optional.of(present.pointer()), pointer);
        if (!pointer.isSameModel(present.pointer())) {
            return obtained(serving, pointer);
        }
        ServedModel same = pointer.equals(present.pointer()) ? present : underRelease(present, pointer);
        return new ModelState.Serving(same, confirmed ? Optional.empty() : unconfirmed(serving, pointer));
    }

    private ServedModel underRelease(ServedModel present, ModelPointer pointer) {
        keep(() -> parts.cache().keep(task, pointer));
        return present.underRelease(pointer);
    }

    private UnderstudyException gone(ModelPointer known) {
        return new UnderstudyException(
                ErrorCode.LIVE_UNKNOWN,
                "nothing of " + task + " is released " + parts.source().where() + " any more; " + known.version()
                        + " goes on");
    }

    private void refuseEarlier(Optional<ModelPointer> known, ModelPointer found) {
        if (known.isPresent() && found.release() < known.get().release()) {
            throw new UnderstudyException(
                    ErrorCode.REPOSITORY_INVALID,
                    "the release counter of " + task + " " + parts.source().where() + " went back from "
                            + known.get().release() + " to " + found.release());
        }
    }

    /** The model from the cache or else from the store, unless it is too early for another try. */
    private ModelState obtained(ModelState before, ModelPointer pointer) {
        if (!tried.equals(Optional.of(pointer))) {
            pauses.reset();
        }
        tried = Optional.of(pointer);
        if (!pauses.isDue()) {
            return before;
        }
        try {
            Optional<ServedModel> cached = cached(pointer);
            if (cached.isPresent()) {
                confirmed = false;
                Optional<ModelState.Trouble> trouble = unconfirmed(before, pointer);
                keep(() -> parts.cache().keep(task, pointer));
                return new ModelState.Serving(cached.get(), trouble);
            }
            ModelFiles files = fetching.get(pointer, () -> parts.loading().fetch(pointer));
            ServedModel loaded = parts.loading().load(task, pointer, files);
            keep(() -> parts.cache().keep(task, pointer, files));
            damaged = Optional.empty();
            confirmed = true;
            pauses.reset();
            return new ModelState.Serving(loaded, Optional.empty());
        } catch (RuntimeException e) {
            pauses.failed();
            throw e;
        }
    }

    /** Why it is not certain that the store has the model; empty once that has been seen. */
    private Optional<ModelState.Trouble> unconfirmed(ModelState before, ModelPointer pointer) {
        if (!pauses.isDue()) {
            return before instanceof ModelState.Serving serving ? serving.trouble() : Optional.empty();
        }
        try {
            confirmed = confirming.get(pointer, () -> {
                parts.loading().confirm(pointer);
                return true;
            });
            pauses.reset();
            return Optional.empty();
        } catch (UnderstudyException e) {
            pauses.failed();
            if (e.code() == ErrorCode.ARTIFACT_NAME_INVALID) {
                throw e; // the address is of another place than the store: such a pointer is none
            }
            return Optional.of(trouble(e));
        }
    }

    private ModelState troubled(ModelState before, ModelState.Trouble trouble) {
        if (before instanceof ModelState.Serving serving) {
            return new ModelState.Serving(serving.served(), Optional.of(trouble));
        }
        return lastGood(Optional.of(trouble)).orElse(new ModelState.Failed(trouble));
    }

    /** The last good model of the cache, which is asked for it once: nobody else writes to it. */
    private Optional<ModelState> lastGood(Optional<ModelState.Trouble> trouble) {
        if (cacheAsked) {
            return Optional.empty();
        }
        cacheAsked = true;
        return last().flatMap(this::cached).map(model -> new ModelState.Serving(model, trouble));
    }

    /** The pointer that the cache had at the start; one that is damaged is told of, and is none. */
    private Optional<ModelPointer> last() {
        if (!lastAsked) {
            lastAsked = true;
            try {
                lastKnown = parts.cache().last(task);
            } catch (UnderstudyException e) {
                parts.observer().cacheTrouble(task, trouble(e));
            }
        }
        return lastKnown;
    }

    /** The model of the cache, checked in full; one that is damaged is told of once, and is none. */
    private Optional<ServedModel> cached(ModelPointer pointer) {
        if (damaged.equals(Optional.of(pointer.digest()))) {
            return Optional.empty();
        }
        try {
            return parts.cache()
                    .files(task, pointer.digest())
                    .map(files -> parts.loading().load(task, pointer, files));
        } catch (UnderstudyException e) {
            damaged = Optional.of(pointer.digest());
            parts.observer().cacheTrouble(task, trouble(e));
            return Optional.empty();
        }
    }

    /** A cache that cannot be written keeps no model from serving. */
    private void keep(Runnable keeping) {
        try {
            keeping.run();
        } catch (UnderstudyException e) {
            parts.observer().cacheTrouble(task, trouble(e));
        }
    }

    private static ModelState.Trouble trouble(UnderstudyException e) {
        return new ModelState.Trouble(e.code(), e.getMessage());
    }
}
