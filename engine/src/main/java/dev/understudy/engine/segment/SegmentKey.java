package dev.understudy.engine.segment;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Which stretch of a day a segment holds. Days with many events are cut into equal stretches, so that what is built at a
 * time fits into memory.
 *
 * @param task the task
 * @param day in UTC
 * @param part which stretch, from 0
 * @param parts how many the day is cut into
 */
record SegmentKey(TaskName task, LocalDate day, int part, int parts) {
    private static final int MOST_EVENTS = 131_072;
    private static final int MOST_PARTS = 1_440;

    /** How many stretches a day of so many events is cut into: a power of two, so that a few events more change nothing. */
    static int partsFor(long events) {
        int parts = 1;
        while (events > (long) parts * MOST_EVENTS && 2 * parts <= MOST_PARTS) {
            parts *= 2;
        }
        return parts;
    }

    TimeWindow window() {
        Instant midnight = day.atStartOfDay().toInstant(ZoneOffset.UTC);
        long nanos = Duration.ofDays(1).toNanos();
        return new TimeWindow(
                midnight.plusNanos(nanos / 1000 * part / parts * 1000),
                midnight.plusNanos(nanos / 1000 * (part + 1) / parts * 1000));
    }

    /** The file of the events, outcomes or predictions. */
    Path file(Path directory, String kind) {
        return directory.resolve(task.text()).resolve(day + "-" + (part + 1) + "of" + parts + "." + kind + ".segment");
    }

    @Override
    public String toString() {
        return task + " on " + day + (parts == 1 ? "" : ", part " + (part + 1) + " of " + parts);
    }
}
