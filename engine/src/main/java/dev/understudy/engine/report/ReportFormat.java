package dev.understudy.engine.report;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a report can be written as. */
public enum ReportFormat {
    /** One page for people: {@code report.html}. */
    HTML,
    /** The same as a document to print. Not available in this version. */
    PDF,
    /** Tables for spreadsheets: {@code metrics.csv} and {@code slices.csv}. */
    CSV,
    /** The document for programs: {@code report.json}. */
    JSON;

    /** The name in commands. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of that name.
     *
     * @throws UnderstudyException USAGE if there is none
     */
    public static ReportFormat ofKey(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.USAGE,
                        "there is no report format " + Quoted.of(key) + "; expected "
                                + Arrays.stream(values()).map(ReportFormat::key).collect(Collectors.joining(", "))));
    }
}
