package dev.understudy.server.command;

import dev.understudy.engine.common.TimeWindow;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The flags that say a window. */
final class WindowOptions {
    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            required = true,
            description = "the first event time of the window, an ISO-8601 instant or date in UTC")
    private Instant from = Instant.EPOCH;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            required = true,
            description = "the first event time after the window")
    private Instant to = Instant.EPOCH;

    TimeWindow window() {
        return new TimeWindow(from, to);
    }
}
