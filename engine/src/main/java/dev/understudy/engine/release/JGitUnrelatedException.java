package dev.understudy.engine.release;

import java.io.IOException;

/** The copy on this machine is of another history than the repository has now. */
final class JGitUnrelatedException extends IOException {
    private static final long serialVersionUID = 1L;

    JGitUnrelatedException() {
        super("the main branch does not descend from what it was");
    }
}
