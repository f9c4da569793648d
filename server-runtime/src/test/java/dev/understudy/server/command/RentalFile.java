package dev.understudy.server.command;

import dev.understudy.sample.EventsFormat;
import dev.understudy.sample.Progress;
import dev.understudy.sample.SampleFolder;
import dev.understudy.sample.World;
import dev.understudy.sample.WorldSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Rental listings of the sample world as plain CSV, so that tests can change a line; with their task file. */
public final class RentalFile {
    static final String TASK = new String(SampleFolder.taskFile(), StandardCharsets.UTF_8);

    private RentalFile() {}

    /** Writes the task file and the events, spread over January to May 2025. */
    public static Path write(Path folder, int events) {
        try {
            Path packed = SampleFolder.write(
                            folder, new World(WorldSpec.standard(1)), events, EventsFormat.CSV, Progress.UNWATCHED)
                    .getFirst();
            Path file = folder.resolve("events.csv");
            try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
                Files.copy(in, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
