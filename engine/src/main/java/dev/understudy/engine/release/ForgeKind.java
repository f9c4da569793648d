package dev.understudy.engine.release;

import java.util.Locale;

/** Where pull requests are. */
public enum ForgeKind {
    /** github.com, or a GitHub Enterprise server. */
    GITHUB("GitHub"),
    /** gitlab.com, or a GitLab server; its pull requests are called merge requests. */
    GITLAB("GitLab");

    private final String label;

    ForgeKind(String label) {
        this.label = label;
    }

    /** The name in settings. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name that people know. */
    public String label() {
        return label;
    }
}
