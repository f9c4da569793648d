package dev.understudy.engine.release;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The branches of the repository where changes count. For a remote, reading means to fetch,
 * and moving to push with the expected old id. {@link ObjectId#zeroId()} stands for no branch.
 */
interface JGitBranches {
    /** The commit that the branch is at. */
    ObjectId read(String branch) throws IOException;

    /**
     * Moves, creates or deletes a branch, if it is where the caller believes.
     *
     * @return whether it was done; false if the branch is elsewhere, or another writer is at it right now
     */
    boolean move(String branch, ObjectId from, ObjectId to) throws IOException;
}
