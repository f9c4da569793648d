package dev.understudy.engine.report;

/** Interim. */
public enum ReportFormat {
    HTML;

    /** Interim. */
    public static ReportFormat ofKey(String key) {
        return HTML;
    }
}
