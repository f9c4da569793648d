package dev.understudy.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** When a file was forced to the disk: from when until when, by the machine's clock. Immutable. */
final class DiskForces {
    /** The clocks of a trace and of this process are read one after the other. */
    private static final long CLOCKS_DIFFER_MICROS = 200;

    private static final int NANOS = 1_000_000_000;
    /** Such as {@code 4711 1732400000.123456 fdatasync(9) = 0 <0.000345>}, and in two halves where others come between. */
    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\d+\\.\\d+) (?:<\\.\\.\\. )?(fsync|fdatasync)\\b.*");

    private static final Pattern TOOK = Pattern.compile("= 0 <(\\d+\\.\\d+)>$");

    /** Ends by beginnings; of two that begin together the one that ends first. */
    private final NavigableMap<Instant, Instant> ends;

    private DiskForces(NavigableMap<Instant, Instant> ends) {
        this.ends = ends;
    }

    /** Those that a trace of system calls has. */
    static DiskForces traced(Path calls) {
        NavigableMap<Instant, Instant> ends = new TreeMap<>();
        Map<String, Instant> begun = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(calls)) {
                Matcher call = CALL.matcher(line);
                if (!call.matches()) {
                    continue;
                }
                Instant told = seconds(call.group(2));
                Matcher took = TOOK.matcher(line);
                if (!took.find()) {
                    begun.put(call.group(1), told);
                } else {
                    // the second half of a call bears the time of its end
                    Instant begin = begun.remove(call.group(1));
                    Instant first = begin == null ? told : begin;
                    ends.merge(
                            first,
                            first.plusNanos((long) (Double.parseDouble(took.group(1)) * NANOS)),
                            DiskForces::earlier);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DiskForces(ends);
    }

    /** Those of a file that a recording of the flight recorder has. */
    static DiskForces recorded(Path recording, String file) {
        NavigableMap<Instant, Instant> ends = new TreeMap<>();
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals("jdk.FileForce")
                        && event.getString("path").endsWith(file)) {
                    ends.merge(event.getStartTime(), event.getEndTime(), DiskForces::earlier);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DiskForces(ends);
    }

    private static Instant seconds(String text) {
        String[] parts = text.split("\\.", 2);
        return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1_000);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    int count() {
        return ends.size();
    }

    /** Whether one began and ended within a time. */
    boolean isWithin(Instant from, Instant to) {
        Instant latest = to.plusNanos(CLOCKS_DIFFER_MICROS * 1_000);
        return ends.subMap(from.minusNanos(CLOCKS_DIFFER_MICROS * 1_000), true, latest, true).values().stream()
                .anyMatch(end -> !end.isAfter(latest));
    }
}
