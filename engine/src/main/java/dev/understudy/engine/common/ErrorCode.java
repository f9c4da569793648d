package dev.understudy.engine.common;

import java.util.Locale;

/** Stable names of what can go wrong. Programs may rely on {@link #code()}; messages may change. */
public enum ErrorCode {
    /** A flag or argument does not make sense. */
    USAGE(ErrorCategory.USAGE),
    /** The task file breaks a rule of its format. */
    TASK_FILE_INVALID(ErrorCategory.BAD_INPUT),
    /** The key or option is part of the contract, and this version does not serve it yet. */
    NOT_AVAILABLE(ErrorCategory.BAD_INPUT),
    /** The workspace's settings break a rule, or the directory is no workspace. */
    WORKSPACE_INVALID(ErrorCategory.BAD_INPUT),
    /** No task of that name in the workspace. */
    UNKNOWN_TASK(ErrorCategory.BAD_INPUT),
    /** No model version of that name. */
    UNKNOWN_VERSION(ErrorCategory.BAD_INPUT),
    /** The model lives elsewhere: only its log is here, and there is no artifact. */
    MODEL_EXTERNAL(ErrorCategory.BAD_INPUT),
    /** Nothing is known under that id. */
    UNKNOWN_ID(ErrorCategory.BAD_INPUT),
    /** A data file cannot be read as what it says it is. */
    DATA_INVALID(ErrorCategory.BAD_INPUT),
    /** An event id came again with other content. */
    EVENT_CONFLICT(ErrorCategory.BAD_INPUT),
    /** There is too little data for what was asked. */
    NOT_ENOUGH_DATA(ErrorCategory.BAD_INPUT),
    /** The window begins before the as-of of a model that would be replayed on it. */
    WINDOW_OVERLAP(ErrorCategory.BAD_INPUT),
    /** The two models cannot be compared. */
    MODELS_DIFFER(ErrorCategory.BAD_INPUT),
    /** The training specification does not fit the task or the algorithm. */
    TRAINING_INVALID(ErrorCategory.BAD_INPUT),
    /** A model file fails its checks. */
    ARTIFACT_INVALID(ErrorCategory.BAD_INPUT),
    /** The model cannot say what moved its scores. */
    NOT_EXPLAINABLE(ErrorCategory.BAD_INPUT),
    /** The sample builder that a task or model needs is not there, or is another version of it. */
    PLUG_IN_MISSING(ErrorCategory.BAD_INPUT),
    /** A sample builder breaks the rules for such builders. */
    PLUG_IN_INVALID(ErrorCategory.BAD_INPUT),
    /** A sample builder broke down, or gave what it must not give. */
    SAMPLE_FAILED(ErrorCategory.BAD_INPUT),
    /** The service was started without a log. */
    NO_LOG(ErrorCategory.BAD_INPUT),
    /** An object of that name is in the store already, with other content. */
    ARTIFACT_EXISTS(ErrorCategory.BAD_INPUT),
    /** A name of an object in the store breaks the rules for such names. */
    ARTIFACT_NAME_INVALID(ErrorCategory.BAD_INPUT),
    /** The store has no object of that name. */
    ARTIFACT_MISSING(ErrorCategory.BAD_INPUT),
    /** Nothing is live, so that the comparison needs to be told with what. */
    LIVE_UNKNOWN(ErrorCategory.BAD_INPUT),
    /** The config repository does not look like one of ours. */
    REPOSITORY_INVALID(ErrorCategory.BAD_INPUT),
    /** The config repository does not let us in, or not do that: credentials, host key, or a rule of its own. */
    REPOSITORY_REFUSED(ErrorCategory.BAD_INPUT),
    /** The place where pull requests are does not let us do what is needed. */
    FORGE_REFUSED(ErrorCategory.BAD_INPUT),
    /** No model of the task is ready to serve: nothing is released, or what is released cannot be loaded. */
    MODEL_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** No approved simulation covers the release. */
    NOT_APPROVED(ErrorCategory.NOT_APPROVED),
    /** Production takes only what staging has had. */
    STAGING_REQUIRED(ErrorCategory.NOT_APPROVED),
    /** People closed the pull request of this change, or another one overtook it. */
    PULL_REQUEST_CLOSED(ErrorCategory.NOT_APPROVED),
    /** Another process has the workspace open. */
    WORKSPACE_BUSY(ErrorCategory.UNAVAILABLE),
    /** The database does not answer. */
    DATABASE_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** The job queue does not answer. */
    QUEUE_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** The artifact store does not answer. */
    STORE_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** The config repository does not answer, or somebody else changed it meanwhile. */
    REPOSITORY_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** The place where pull requests are does not answer. */
    FORGE_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** None of staging's pods answers. */
    PODS_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** A file cannot be written: disk full, permissions. */
    FILE_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** The port is taken, or this user may not listen there. */
    PORT_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    /** A library of the system that an algorithm needs is missing. */
    LIBRARY_MISSING(ErrorCategory.UNAVAILABLE),
    /** The user stopped it. */
    CANCELLED(ErrorCategory.CANCELLED),
    /** A defect of Understudy. */
    INTERNAL(ErrorCategory.BUG);

    private final ErrorCategory category;

    ErrorCode(ErrorCategory category) {
        this.category = category;
    }

    /** Who can do something about it. */
    public ErrorCategory category() {
        return category;
    }

    /** The stable name in output, such as {@code window-overlap}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
