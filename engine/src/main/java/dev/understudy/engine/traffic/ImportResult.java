package dev.understudy.engine.traffic;

import dev.understudy.engine.common.TimeWindow;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an import did.
 *
 * @param events events that are new
 * @param outcomes outcomes that are new
 * @param predictions predictions of a model that lives elsewhere that are new
 * @param duplicates rows of which nothing is new
 * @param rejected rows that could not be taken
 * @param rejectsFile where they are, with line and reason
 * @param window holds the rows' event times, up to the next full second; empty for outcomes alone
 * @param warnings what the user should know
 */
public record ImportResult(
        long events,
        long outcomes,
        long predictions,
        long duplicates,
        long rejected,
        Optional<Path> rejectsFile,
        Optional<TimeWindow> window,
        List<String> warnings) {
    public ImportResult {
        warnings = List.copyOf(warnings);
    }
}
