package dev.understudy.engine.release;

import java.util.Locale;

/** What a forge says of the merging of an open pull request. */
public enum MergeReadiness {
    /** It can be merged now. */
    READY,
    /** Checks, approvals or the like are missing. */
    WAITING,
    /** It does not fit the main branch any more. */
    CONFLICT,
    /** The forge does not say, or not yet. */
    UNKNOWN;

    /** The name in output. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
