package dev.understudy.engine.release;

/** What to do where people closed the pull request of this very change without merging it. */
public enum IfClosed {
    /** They decided; the change is refused, and the refusal names their pull request. */
    REFUSE,
    /** Somebody wants it all the same: a further pull request is opened. */
    ASK_AGAIN
}
