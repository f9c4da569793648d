package dev.understudy.engine.simulation;

import dev.understudy.engine.segment.TrafficDay;
import dev.understudy.engine.statistics.Slicing;
import dev.understudy.engine.traffic.RawColumn;
import java.util.Optional;

/** A column whose slices may be looked at. */
sealed interface CandidateColumn permits NumericCandidate, TextCandidate {
    /** What it is called. */
    String name();

    /**
     * Reads some events of a stretch.
     *
     * @param column its values there; empty where no event has one
     * @param rows which events
     * @param first the position of the first of them among all that are looked at
     * @return whether the column may still be sliced by
     */
    boolean read(Optional<RawColumn> column, TrafficDay day, int[] rows, int first);

    /** Its slices; empty where it offers none. */
    Optional<Slicing> slicing();
}
