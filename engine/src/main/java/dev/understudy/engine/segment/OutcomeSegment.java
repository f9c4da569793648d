package dev.understudy.engine.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of the blocks of an outcome segment, and how one is made. All revisions of all outcomes stand in it, those of
 * a row of the event segment one after another, as they became known.
 */
final class OutcomeSegment {
    static final String STARTS = "starts";
    static final String VALUE = "value";
    static final String VALUES = "values";
    static final String KNOWN_AT = "known-at";
    static final String MATURES_AT = "matures-at";

    private OutcomeSegment() {}

    private record Placed(int row, JdbiDayReader.Outcome outcome) {}

    static SegmentWriter of(List<JdbiDayReader.Outcome> outcomes, Map<String, Integer> rows, List<Long> stamps) {
        List<Placed> placed = new ArrayList<>(outcomes.size());
        for (JdbiDayReader.Outcome outcome : outcomes) {
            Integer row = rows.get(outcome.eventId());
            if (row != null) { // an event that came after its day was copied changes the stamp, and all is built again
                placed.add(new Placed(row, outcome));
            }
        }
        placed.sort(Comparator.comparingInt(Placed::row)
                .thenComparingLong(entry -> entry.outcome().knownAt())
                .thenComparingInt(entry -> entry.outcome().revision()));
        int count = placed.size();
        int[] starts = new int[rows.size() + 1];
        int[] values = new int[count];
        long[] knownAt = new long[count];
        long[] maturesAt = new long[count];
        Map<String, Integer> codes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            JdbiDayReader.Outcome outcome = placed.get(i).outcome();
            starts[placed.get(i).row() + 1]++;
            values[i] = codes.computeIfAbsent(outcome.value(), fresh -> codes.size());
            knownAt[i] = outcome.knownAt();
            maturesAt[i] = outcome.maturesAt().orElse(EventSegment.NEVER_SAID);
        }
        for (int row = 0; row < rows.size(); row++) {
            starts[row + 1] += starts[row];
        }
        SegmentWriter writer = new SegmentWriter(stamps, rows.size());
        writer.ints(STARTS, starts);
        writer.ints(VALUE, values);
        writer.texts(VALUES, List.copyOf(codes.keySet()));
        writer.longs(KNOWN_AT, knownAt);
        writer.longs(MATURES_AT, maturesAt);
        return writer;
    }
}
