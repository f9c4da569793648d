package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.release.ModelPointer;
import java.util.Optional;

/** Says which model of each task is released here. It is asked again and again; safe for many threads. */
public interface ReleasedModels {
    /**
     * The model that is released now.
     *
     * @return empty if nothing of the task is
     * @throws UnderstudyException {@link ErrorCode#REPOSITORY_UNAVAILABLE} where it cannot be read now;
     *     {@link ErrorCode#REPOSITORY_INVALID} where what is read is no pointer
     */
    Optional<ModelPointer> pointer(TaskName task);

    /**
     * A name of this source, fit for a folder: release counters of one source mean nothing in another, and the last good
     * model of one never stands in for another's.
     */
    String channel();

    /** Where it says so, for people: "in production". Names no path, since callers read it too. */
    String where();
}
