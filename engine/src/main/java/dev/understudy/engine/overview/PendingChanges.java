package dev.understudy.engine.overview;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.OpenChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The pull requests that wait for people.
 *
 * @param changes the newest first
 * @param trouble why they are not known; empty where they are
 */
public record PendingChanges(List<OpenChange> changes, Optional<String> trouble) {
    public PendingChanges {
        changes = List.copyOf(changes);
    }

    /** What a forge says; one that is away, or lets nobody in, is no reason to show nothing else. */
    static PendingChanges read(Supplier<List<OpenChange>> forge) {
        try {
            return new PendingChanges(forge.get(), Optional.empty());
        } catch (UnderstudyException e) {
            return new PendingChanges(List.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** Those of one task. */
    PendingChanges of(TaskName task) {
        return new PendingChanges(
                changes.stream().filter(change -> change.task().equals(task)).toList(), trouble);
    }
}
