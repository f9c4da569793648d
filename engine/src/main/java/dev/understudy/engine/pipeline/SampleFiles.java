package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.RunControl;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.sample.EventsFormat;
import dev.understudy.sample.OtherContentException;
import dev.understudy.sample.Progress;
import dev.understudy.sample.SampleFolder;
import dev.understudy.sample.World;
import dev.understudy.sample.WorldSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;

/** Writes files of the sample world: nobody's data, with the whole truth known. */
public final class SampleFiles {
    private static final double NANOS = 1e9;

    private SampleFiles() {}

    /**
     * What is wanted.
     *
     * @param directory where to; made where it is missing
     * @param events how many
     * @param seed of everything that is drawn: the same seed and number give the same events
     * @param format of the events: csv or parquet
     */
    public record Request(Path directory, long events, long seed, String format) {}

    /**
     * What was written.
     *
     * @param events how many
     * @param files events, task file and business measures, absolute
     * @param seconds how long it took
     */
    public record Written(long events, List<Path> files, double seconds) {
        public Written {
            files = List.copyOf(files);
        }

        /** The events. */
        public Path eventsFile() {
            return files.getFirst();
        }

        /** The task file that belongs to them. */
        public Path taskFile() {
            return eventsFile().resolveSibling(SampleFolder.TASK_FILE);
        }
    }

    /**
     * Writes events, task file and business measures. What is there already with the same content is left alone.
     *
     * @throws UnderstudyException USAGE if the request makes no sense; DATA_INVALID if a file is there with other content;
     *     FILE_UNAVAILABLE if one cannot be written; CANCELLED. Then nothing is written
     */
    public static Written write(Request request, RunControl control) {
        EventsFormat format = format(request.format());
        if (request.events() < 1) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "cannot make " + request.events() + " events; expected 1 or more");
        }
        Path directory = request.directory().toAbsolutePath().normalize();
        World world = new World(WorldSpec.standard(request.seed()));
        long start = System.nanoTime();
        try {
            List<Path> files = SampleFolder.write(directory, world, request.events(), format, shownBy(control));
            return new Written(request.events(), files, (System.nanoTime() - start) / NANOS);
        } catch (CancellationException e) {
            throw new UnderstudyException(ErrorCode.CANCELLED, "cancelled; nothing was written", e);
        } catch (OtherContentException e) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.FILE_UNAVAILABLE, "cannot write the sample to " + directory + ": " + e.getMessage(), e);
        }
    }

    private static EventsFormat format(String text) {
        try {
            return EventsFormat.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UnderstudyException(
                    ErrorCode.USAGE, "cannot write events as " + text + "; expected csv or parquet", e);
        }
    }

    private static Progress shownBy(RunControl control) {
        return new Progress() {
            @Override
            public void listings(long done, long total) {
                control.progress("making events", done, total);
            }

            @Override
            public boolean isCancelled() {
                return control.isCancelled();
            }
        };
    }
}
