package dev.understudy.engine.forge;

/** How a forge merges when people press its button. */
public enum MergeKind {
    /** A commit with two parents and a message of the forge. */
    MERGE,
    /** One commit on the main branch, with the message of the branch's only commit. */
    SQUASH,
    /** One commit on the main branch, with the pull request's text. */
    SQUASH_DESCRIPTION,
    /** One commit on the main branch that has the pull request's title alone. */
    SQUASH_TITLE,
    /** The branch's commits, written anew on the main branch. */
    REBASE,
    /** The main branch goes to where the branch is. */
    FAST_FORWARD
}
