package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@link ModelPointer} as text: the file {@code <environment>/models/<task>.env} of the config repository, and the
 * values that pods find mounted. The reader takes exactly what the writer writes, in any order: no comment, no blank
 * line, no repeated, missing or unknown key.
 */
public final class PointerFile {
    /** The keys, which are also the names of the mounted files. */
    public static final List<String> KEYS = List.of("MODEL_URI", "MODEL_VERSION", "MODEL_DIGEST", "MODEL_RELEASE");

    private static final Pattern COUNTER = Pattern.compile("[1-9][0-9]{0,11}");

    private PointerFile() {}

    /** Where the file lies in the config repository. */
    public static String path(TaskName task, Environment environment) {
        return environment.key() + "/models/" + task + ".env";
    }

    /** The file's content: four lines, each with its newline. */
    public static String write(ModelPointer pointer) {
        return "MODEL_URI=" + pointer.uri() + "\nMODEL_VERSION=" + pointer.version() + "\nMODEL_DIGEST="
                + pointer.digest() + "\nMODEL_RELEASE=" + pointer.release() + "\n";
    }

    /**
     * Reads the file's content.
     *
     * @throws UnderstudyException with {@link ErrorCode#REPOSITORY_INVALID}, telling the line
     */
    public static ModelPointer read(String content) {
        String[] lines = content.split("\n", -1);
        boolean closed = lines[lines.length - 1].isEmpty();
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < lines.length - (closed ? 1 : 0); i++) {
            int equals = lines[i].indexOf('=');
            String key = equals < 0 ? lines[i] : lines[i].substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                throw invalid(
                        "line " + (i + 1) + ": expected one of " + KEYS + " and '=', and not " + Quoted.of(lines[i]));
            }
            if (values.put(key, lines[i].substring(equals + 1)) != null) {
                throw invalid("line " + (i + 1) + ": " + key + " is there twice");
            }
        }
        return ofValues(values);
    }

    /** The pointer in a file that people may have changed; empty if they broke it. */
    static Optional<ModelPointer> readable(String content) {
        try {
            return Optional.of(read(content));
        } catch (UnderstudyException e) {
            return Optional.empty();
        }
    }

    /**
     * The pointer that these values make.
     *
     * @param values of {@link #KEYS} and nothing else
     * @throws UnderstudyException with {@link ErrorCode#REPOSITORY_INVALID}
     */
    public static ModelPointer ofValues(Map<String, String> values) {
        String release = value(values, "MODEL_RELEASE");
        if (!COUNTER.matcher(release).matches()) {
            throw invalid("MODEL_RELEASE: expected a number from 1 on, and not " + Quoted.of(release));
        }
        String version = value(values, "MODEL_VERSION");
        String digest = value(values, "MODEL_DIGEST");
        String uri = value(values, "MODEL_URI");
        if (values.size() != KEYS.size()) {
            throw invalid("expected the keys " + KEYS + " and no other, and not " + Quoted.of(values.keySet() + ""));
        }
        try {
            return new ModelPointer(uri, new VersionName(version), new Digest(digest), Long.parseLong(release));
        } catch (UnderstudyException e) {
            throw new UnderstudyException(ErrorCode.REPOSITORY_INVALID, e.getMessage(), e);
        }
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw invalid("the key " + key + " is missing");
        }
        return value;
    }

    private static UnderstudyException invalid(String message) {
        return new UnderstudyException(ErrorCode.REPOSITORY_INVALID, message);
    }
}
