package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Arrays;
import java.util.Locale;

/** What the log is exported as. */
public enum ExportFormat {
    /** An object a line; the raw input is an object in it. */
    JSONL,
    /** A header and a row a prediction; a column for each name of the raw inputs. */
    CSV,
    /** The same columns in Apache Parquet. */
    PARQUET;

    /** The ending of files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format of this name.
     *
     * @throws UnderstudyException USAGE
     */
    public static ExportFormat ofKey(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.USAGE, "--format: expected jsonl, csv or parquet, and found " + key));
    }
}
