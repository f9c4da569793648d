package dev.understudy.fx.home;

import java.util.Locale;

/** How something ended, which has an icon and a colour besides its word. */
public enum Tone {
    /** As hoped. */
    GOOD,
    /** Open: more is needed. */
    OPEN,
    /** Not as hoped. */
    BAD,
    /** Neither. */
    PLAIN;

    /** The name in style classes and resource keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
