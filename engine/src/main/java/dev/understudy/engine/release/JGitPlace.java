package dev.understudy.engine.release;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.Repository;

/** Where the config repository is, for those who read and write its objects and move its branches. */
interface JGitPlace {
    /**
     * Does something there.
     *
     * @param branches the branches whose commits it needs
     * @param work what to do; on a repository elsewhere it is done again where the first time failed for want of a
     *     sound copy
     */
    <T> T with(List<String> branches, Work<T> work) throws IOException;

    /** Something done with the repository's objects, and its branches where they count. */
    interface Work<T> {
        T on(Repository objects, JGitBranches branches) throws IOException;
    }
}
