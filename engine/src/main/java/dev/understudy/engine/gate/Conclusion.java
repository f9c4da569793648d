package dev.understudy.engine.gate;

import java.util.Locale;

/** What an interval says of a metric, seen from its margin. */
public enum Conclusion {
    /** The whole interval is better than no difference. */
    SUPERIOR,
    /** The worse end of the interval is within the margin. */
    NON_INFERIOR,
    /** The better end of the interval is beyond the margin. */
    INFERIOR,
    /** None of these. */
    UNDECIDED;

    /** The name in output. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
