package dev.understudy.engine.workspace;

/**
 * A setting with its origin.
 *
 * @param key which
 * @param value its value
 * @param origin where it comes from: a flag, an environment variable, the file, or the default
 */
public record Setting(SettingKey key, String value, String origin) {
    /** The value as it may be shown. */
    public String shown() {
        return key.isSecret() ? value.isEmpty() ? "" : "(hidden)" : value;
    }

    @Override
    public String toString() {
        return key.path() + "=" + shown() + " (" + origin + ")";
    }
}
