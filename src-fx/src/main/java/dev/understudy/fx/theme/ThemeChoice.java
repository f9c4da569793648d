package dev.understudy.fx.theme;

import java.util.Locale;

/** What the user asked for. */
public enum ThemeChoice {
    /** Always light. */
    LIGHT,
    /** Always dark. */
    DARK,
    /** As the system is now. */
    SYSTEM;

    /** Stable name in settings and resource keys. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether that is dark, where the system is or is not. */
    public boolean isDark(boolean systemDark) {
        return switch (this) {
            case LIGHT -> false;
            case DARK -> true;
            case SYSTEM -> systemDark;
        };
    }
}
