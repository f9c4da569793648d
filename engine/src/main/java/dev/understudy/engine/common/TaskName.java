package dev.understudy.engine.common;

import java.util.regex.Pattern;

/**
 * The name of a task.
 *
 * @param text a lower-case letter, then up to 62 lower-case letters, digits or hyphens
 */
public record TaskName(String text) implements Comparable<TaskName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public TaskName {
        if (!FORM.matcher(text).matches()) {
            throw new UnderstudyException(
                    ErrorCode.UNKNOWN_TASK,
                    "a task's name begins with a lower-case letter and has up to 63 of a-z, 0-9 and -, and not "
                            + Quoted.of(text));
        }
    }

    @Override
    public int compareTo(TaskName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
