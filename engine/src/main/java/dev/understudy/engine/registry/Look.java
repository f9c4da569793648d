package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.TimeWindow;
import dev.understudy.engine.simulation.SimulationReport;
import java.time.Duration;
import java.time.Instant;

/**
 * One look at a candidate: what makes two simulations the same one.
 *
 * @param task the task
 * @param candidate digest of what may be released; empty where it has none
 * @param live digest of what it is compared with, or the name of a model that lives elsewhere; empty for no model
 * @param window event times
 * @param knownAt the moment whose knowledge of outcomes counts
 */
public record Look(TaskName task, String candidate, String live, TimeWindow window, Instant knownAt) {
    /** What a simulation looked at. */
    static Look of(SimulationReport report) {
        return new Look(
                report.task(),
                report.candidate().digest().map(Digest::text).orElse(""),
                report.live()
                        .map(side -> side.digest()
                                .map(Digest::text)
                                .orElse(side.version().text()))
                        .orElse(""),
                report.window(),
                report.knownAt());
    }

    /** Whether it is of the same bytes on the same events. */
    boolean isOfSameEvents(Look other) {
        return candidate.equals(other.candidate) && window.equals(other.window);
    }

    /** Whether more than half of the shorter window is in the other one too; so it is where one lies within the other. */
    boolean sharesWindow(Look other) {
        Instant from = window.from().isAfter(other.window.from()) ? window.from() : other.window.from();
        Instant to = window.to().isBefore(other.window.to()) ? window.to() : other.window.to();
        Duration shorter =
                window.length().compareTo(other.window.length()) < 0 ? window.length() : other.window.length();
        return from.isBefore(to) && Duration.between(from, to).multipliedBy(2).compareTo(shorter) > 0;
    }
}
