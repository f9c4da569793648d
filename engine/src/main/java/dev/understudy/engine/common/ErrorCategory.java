package dev.understudy.engine.common;

/** Who can do something about an error, and so how a program should answer it. */
public enum ErrorCategory {
    /** The request itself is malformed. */
    USAGE,
    /** Configuration or data is wrong; asking again gives the same answer. */
    BAD_INPUT,
    /** Something that is needed is away for the moment; asking again may help. */
    UNAVAILABLE,
    /** A rule of the release process forbids it. */
    NOT_APPROVED,
    /** The user asked the work to stop. */
    CANCELLED,
    /** A defect of Understudy. */
    BUG
}
