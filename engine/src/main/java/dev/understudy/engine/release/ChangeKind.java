package dev.understudy.engine.release;

import java.util.Locale;

/** Which way a change goes. */
public enum ChangeKind {
    /** Towards a version that was judged. */
    RELEASE,
    /** Back to a version that was live before. */
    ROLLBACK;

    /** The name in trailers, and the first part of the branch's name. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
