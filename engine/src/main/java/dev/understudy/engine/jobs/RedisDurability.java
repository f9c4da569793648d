package dev.understudy.engine.jobs;

import java.util.Locale;

/** What has to be so before a Redis is trusted with jobs. */
public enum RedisDurability {
    /** Each answer waits until its change is on the disk. */
    ALWAYS,
    /** The disk has all but about the last second: a crash of the machine may lose jobs that were acknowledged. */
    EVERYSEC,
    /** Whoever runs the Redis knows, and it cannot be asked. */
    UNCHECKED;

    /** The name in settings, such as {@code everysec}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
