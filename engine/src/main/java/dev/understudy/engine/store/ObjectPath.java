package dev.understudy.engine.store;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.Quoted;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.common.VersionName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of an object in a store, or of a folder of objects: segments with slashes between. The characters are those
 * that mean the same in a file system, a bucket and an address, so that no store has to escape anything. This alone
 * refuses {@code ..}, absolute and empty names, NUL, backslashes, control characters and hidden files.
 *
 * @param text such as {@code models/hotel-cancellation/v3/manifest.json}: at most 900 characters, each segment at most
 *     200 of {@code A-Z a-z 0-9 . _ -}, beginning with a letter or digit and not ending with a dot
 */
public record ObjectPath(String text) implements Comparable<ObjectPath> {
    private static final int LONGEST = 900;
    private static final String SEGMENT = "[A-Za-z0-9](?:[A-Za-z0-9._-]{0,198}[A-Za-z0-9_-])?";
    private static final Pattern FORM = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + ")*");

    /**
     * Checks the name.
     *
     * @throws UnderstudyException with {@link ErrorCode#ARTIFACT_NAME_INVALID}
     */
    public ObjectPath {
        if (!isValid(text)) {
            throw new UnderstudyException(
                    ErrorCode.ARTIFACT_NAME_INVALID,
                    Quoted.of(text) + " is no name of an object in the store: expected at most " + LONGEST
                            + " characters, in segments of 1 to 200 of A-Z, a-z, 0-9, '.', '_' and '-' that begin"
                            + " with a letter or digit and do not end with a dot");
        }
    }

    static boolean isValid(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }

    /** Where the files of a model version lie: {@code models/<task>/<version>}. */
    public static ObjectPath model(TaskName task, VersionName version) {
        return new ObjectPath("models/" + task + "/" + version);
    }

    /** Where the evidence of a simulation lies: {@code evidence/<task>/<version>/<simulation>}. */
    public static ObjectPath evidence(TaskName task, VersionName version, String simulation) {
        return new ObjectPath("evidence/" + task + "/" + version).child(simulation);
    }

    /** The object of that name in this folder; the name may have several segments. */
    public ObjectPath child(String name) {
        return new ObjectPath(text + "/" + name);
    }

    /** The segments, outermost first; never empty. */
    public List<String> segments() {
        return List.of(text.split("/", -1));
    }

    /** Whether this object lies in that folder or one below it. */
    public boolean isIn(ObjectPath folder) {
        return text.startsWith(folder.text + "/");
    }

    @Override
    public int compareTo(ObjectPath other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
