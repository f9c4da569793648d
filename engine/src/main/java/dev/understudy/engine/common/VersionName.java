package dev.understudy.engine.common;

import java.util.regex.Pattern;

/**
 * The name of a model version within its task: {@code v1}, {@code v2}, … for what was trained here, {@code x-NAME} for
 * a model that lives elsewhere and whose log was imported.
 *
 * @param text the name
 */
public record VersionName(String text) {
    private static final Pattern FORM = Pattern.compile("v[1-9][0-9]{0,8}|x-[a-z0-9][a-z0-9.-]{0,61}");

    public VersionName {
        if (!FORM.matcher(text).matches()) {
            throw new UnderstudyException(
                    ErrorCode.UNKNOWN_VERSION, "a model version is v1, v2, … or x-NAME, and not " + Quoted.of(text));
        }
    }

    /** The version with this number. */
    public static VersionName ofNumber(int number) {
        return new VersionName("v" + number);
    }

    /** Whether the model lives elsewhere, so that there is no artifact to score with. */
    public boolean isExternal() {
        return text.startsWith("x-");
    }

    @Override
    public String toString() {
        return text;
    }
}
