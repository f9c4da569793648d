package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The git repository that says what is live. Only what is merged counts. Changes are optimistic: decided on one state,
 * and merged only if that is the state still.
 *
 * <p>Safe for use by many threads and processes. Every method throws {@link UnderstudyException} with
 * {@link ErrorCode#REPOSITORY_UNAVAILABLE} where the repository does not answer and
 * {@link ErrorCode#REPOSITORY_INVALID} where it is not laid out as ours are.
 */
public interface ConfigRepository {
    /**
     * A bare repository on this machine, which is created and laid out on first use where it is missing or empty.
     *
     * @param directory the repository
     * @param identity who commits
     * @param clock gives the commits' time
     */
    static ConfigRepository local(Path directory, CommitIdentity identity, InstantSource clock) {
        return JGitConfigRepository.local(directory, identity, clock);
    }

    /**
     * A repository elsewhere, laid out on first use where it is empty. It is worked on through a copy on this machine,
     * which is brought up to date before each decision; the branches are moved there, and only if they are where they
     * were seen. Besides the errors below, {@link ErrorCode#REPOSITORY_REFUSED} is thrown where it does not let us in.
     *
     * @param address where it is
     * @param access how to get in
     * @param mirrors the folder for such copies; may be deleted at any time
     * @param identity who commits
     * @param clock gives the commits' time
     */
    static ConfigRepository remote(
            RepositoryAddress.Remote address,
            RemoteAccess access,
            Path mirrors,
            CommitIdentity identity,
            InstantSource clock) {
        return JGitConfigRepository.remote(address, access, mirrors, identity, clock);
    }

    /** The commit that the main branch is at, after a look at whether it is laid out as ours are. */
    String head();

    /** What is decided on: both histories of a task at one commit. */
    ConfigState state(TaskName task);

    /** What was live when. A file that is broken now is an error; one that was broken once is passed over. */
    ReleaseHistory history(TaskName task, Environment environment);

    /** What is live now, without looking at history. */
    Optional<ModelPointer> pointer(TaskName task, Environment environment);

    /** What a branch would have live; empty where there is no such branch, or it has no such file that can be read. */
    Optional<ModelPointer> proposed(TaskName task, Environment environment, String branch);

    /**
     * Puts a change on its branch, as one commit; a branch that has this very change is taken as it is.
     *
     * @return the change as it stands there; empty if another writer was at the branch, so that it is to be tried again
     */
    Optional<ProposedChange> propose(PointerChange change);

    /**
     * Merges a change with a commit whose first parent is the state that it was decided on.
     *
     * @return the merge commit's id; empty if the main branch is not at that state any more, or locked
     */
    Optional<String> merge(ProposedChange proposed);

    /** Deletes the branch of a change that was overtaken, unless somebody else put something else there. */
    void withdraw(ProposedChange proposed);
}
