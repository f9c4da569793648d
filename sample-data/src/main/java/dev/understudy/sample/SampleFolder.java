package dev.understudy.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Writes a world into a folder: the events with their outcomes, the task file that belongs to them, and the business
 * measures. Files that are there already with the same content are left alone; with other content nothing is written.
 */
public final class SampleFolder {
    /** The name of the task file. */
    public static final String TASK_FILE = "task.yaml";
    /** The name of the file of business measures. */
    public static final String BUSINESS_FILE = "business.csv";

    private SampleFolder() {}

    /** The task file of the sample world, as bytes. */
    public static byte[] taskFile() {
        try (InputStream in = Objects.requireNonNull(
                SampleFolder.class.getResourceAsStream(TASK_FILE), "the task file is packaged")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the packaged task file cannot be read", e);
        }
    }

    /**
     * Writes the three files.
     *
     * @param folder where to; made where it is missing
     * @param listings how many, 1 or more
     * @return the files, events first
     * @throws OtherContentException if a file is there with other content; then nothing is written
     * @throws java.util.concurrent.CancellationException if the run was cancelled; then nothing is written
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(Path folder, World world, long listings, EventsFormat format, Progress progress)
            throws IOException {
        Files.createDirectories(folder);
        try (WholeFile task = new WholeFile(folder.resolve(TASK_FILE));
                WholeFile events = new WholeFile(folder.resolve(format.file()));
                WholeFile business = new WholeFile(folder.resolve(BUSINESS_FILE))) {
            fill(task, taskFile());
            BusinessDays days = new BusinessDays(world.spec());
            try (RowSink rows = rows(format, events)) {
                world.listings(
                        listings,
                        listing -> {
                            rows.take(listing);
                            days.take(listing);
                        },
                        progress);
            }
            fill(business, days.csv());
            // the events last: whoever finds them finds all
            List<WholeFile> complete = List.of(task, business, events);
            for (WholeFile file : complete) {
                file.appear();
            }
            return List.of(events.target(), task.target(), business.target());
        }
    }

    private static void fill(WholeFile file, byte[] content) throws IOException {
        try (OutputStream out = file.content()) {
            out.write(content);
        }
    }

    private static RowSink rows(EventsFormat format, WholeFile file) throws IOException {
        return switch (format) {
            case CSV -> new CsvRows(file.compressed());
            case PARQUET -> new ParquetRows(file.content());
        };
    }
}
