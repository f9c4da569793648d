package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.util.List;
import java.util.Optional;

/** Gives versions their names and knows them. */
public interface ModelRegistry {
    /** The version that this training gave already, if its artifact is in the store. */
    Optional<ModelVersion> ofTraining(TaskName task, Digest trainingIdentity);

    /**
     * Gives a training its version's name: the next number, or the one it was given before it was interrupted.
     *
     * @param trainingIdentity digest of all that decides the outcome of the training
     */
    VersionName reserve(TaskName task, Digest trainingIdentity, ModelVersion.Facts facts);

    /** Says that the artifact of a reserved version is in the store: from now on the version is there. */
    ModelVersion complete(TaskName task, VersionName version, Digest digest, ModelVersion.Facts facts);

    /** All versions of a task, the newest first. */
    List<ModelVersion> versions(TaskName task);

    /** A version, if it is there. */
    Optional<ModelVersion> find(TaskName task, VersionName version);
}
