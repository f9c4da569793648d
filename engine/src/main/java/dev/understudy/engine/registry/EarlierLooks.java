package dev.understudy.engine.registry;

import dev.understudy.engine.simulation.MetricReading;
import dev.understudy.engine.simulation.SimulationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The looks of a task at candidates against one live model, each once, from which the next one is counted. */
final class EarlierLooks {
    private final List<Past> different = new ArrayList<>();

    /**
     * What a look saw.
     *
     * @param events in the window
     * @param outcomes that had come
     * @param metrics what they say
     */
    record Found(long events, SimulationReport.Outcomes outcomes, List<MetricReading> metrics) {
        static Found of(SimulationReport report) {
            return new Found(report.events(), report.outcomes(), report.metrics());
        }
    }

    /**
     * A look that was kept.
     *
     * @param look what was looked at
     * @param found what was seen
     * @param isApproved whether the gate approved
     * @param looks how it was counted
     */
    record Past(Look look, Found found, boolean isApproved, StoredSimulation.Looks looks) {
        /** Later, but with no outcome more: nothing new was seen. */
        boolean isSame(Look other, Optional<Found> seen) {
            return look.isOfSameEvents(other)
                    && (look.knownAt().equals(other.knownAt())
                            || seen.filter(found::equals).isPresent());
        }
    }

    /**
     * Takes looks together.
     *
     * @param kept the oldest first
     */
    EarlierLooks(List<Past> kept) {
        kept.forEach(this::add);
    }

    private void add(Past past) {
        for (int i = 0; i < different.size(); i++) {
            Past first = different.get(i);
            if (first.isSame(past.look(), Optional.of(past.found()))) {
                // judged by another policy it may have come out otherwise: one that failed was a test
                different.set(
                        i,
                        new Past(first.look(), first.found(), first.isApproved() && past.isApproved(), first.looks()));
                return;
            }
        }
        different.add(past);
    }

    /**
     * How a further look counts.
     *
     * @param seen what it saw; empty before it was made
     */
    StoredSimulation.Looks of(Look look, Optional<Found> seen) {
        Optional<StoredSimulation.Looks> again = different.stream()
                .filter(past -> past.isSame(look, seen))
                .map(Past::looks)
                .findFirst();
        return again.orElseGet(() -> {
            List<Past> atCandidate = different.stream()
                    .filter(past -> past.look().candidate().equals(look.candidate()))
                    .toList();
            List<Past> atOthers = different.stream()
                    .filter(past -> !past.look().candidate().equals(look.candidate()))
                    .filter(past -> past.look().sharesWindow(look))
                    .toList();
            return new StoredSimulation.Looks(
                    1 + atCandidate.size(),
                    1
                            + atOthers.stream()
                                    .map(past -> past.look().candidate())
                                    .distinct()
                                    .count(),
                    1 + failed(atCandidate) + failed(atOthers));
        });
    }

    private static long failed(List<Past> looks) {
        return looks.stream().filter(past -> !past.isApproved()).count();
    }
}
