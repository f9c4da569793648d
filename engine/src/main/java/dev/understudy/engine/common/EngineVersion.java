package dev.understudy.engine.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of the engine, as the build wrote it. */
public final class EngineVersion {
    private EngineVersion() {}

    /** Such as {@code 0.1.0}. */
    public static String current() {
        try (InputStream in = EngineVersion.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing from the engine's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
