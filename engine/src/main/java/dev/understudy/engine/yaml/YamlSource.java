package dev.understudy.engine.yaml;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import org.jspecify.annotations.Nullable;

/**
 * The file that is being read, and how a complaint about it is worded.
 *
 * @param file the file's name as the user knows it
 * @param code the error code of complaints
 */
public record YamlSource(String file, ErrorCode code) {
    /**
     * A complaint about one key.
     *
     * @param line the line, counted from 1
     * @param key the path of the key, such as {@code training.seed}
     * @param expectation what was expected, and what was found
     */
    public UnderstudyException complaint(int line, String key, String expectation) {
        return complaint(line, key, expectation, null);
    }

    UnderstudyException complaint(int line, String key, String expectation, @Nullable Throwable cause) {
        String where = key.isEmpty() ? "" : key + ": ";
        return new UnderstudyException(code, file + ":" + line + ": " + where + expectation, cause);
    }

    /** A complaint about a key of the contract that this version does not serve. */
    public UnderstudyException notAvailable(int line, String key, String what) {
        return new UnderstudyException(
                ErrorCode.NOT_AVAILABLE,
                file + ":" + line + ": " + key + ": " + what + " is not available in this version");
    }
}
