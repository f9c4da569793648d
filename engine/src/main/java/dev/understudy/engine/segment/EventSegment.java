package dev.understudy.engine.segment;

import dev.understudy.engine.traffic.RawInput;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The names of the blocks of an event segment, and how one is made of the log. Rows go by time, then id. */
final class EventSegment {
    static final String TIME = "time";
    static final String KNOWN_AT = "known-at";
    static final String MATURES_AT = "matures-at";
    static final String ID = "id";
    static final String CLUSTER = "cluster";
    static final String CLUSTERS = "clusters";
    /** Where an event has no maturity of its own. */
    static final long NEVER_SAID = Long.MIN_VALUE;

    private EventSegment() {}

    static SegmentWriter of(List<JdbiDayReader.Event> events, List<Long> stamps) {
        List<JdbiDayReader.Event> rows = new ArrayList<>(events);
        // ids are put in order here, since each database has a collation of its own
        rows.sort(Comparator.comparingLong(JdbiDayReader.Event::micros).thenComparing(JdbiDayReader.Event::id));
        int count = rows.size();
        long[] times = new long[count];
        long[] knownAt = new long[count];
        long[] maturesAt = new long[count];
        int[] clusters = new int[count];
        Map<String, Integer> clusterCodes = new LinkedHashMap<>();
        Map<String, RawColumnBuilder> columns = new HashMap<>();
        for (int i = 0; i < count; i++) {
            JdbiDayReader.Event event = rows.get(i);
            int row = i;
            times[i] = event.micros();
            knownAt[i] = event.knownAt();
            maturesAt[i] = event.maturesAt().orElse(NEVER_SAID);
            clusters[i] = event.cluster() == null
                    ? -1
                    : clusterCodes.computeIfAbsent(event.cluster(), fresh -> clusterCodes.size());
            RawInput.readLogged(
                    event.input(),
                    (name, value) -> columns.computeIfAbsent(name, fresh -> new RawColumnBuilder(count))
                            .set(row, value));
        }
        SegmentWriter writer = new SegmentWriter(stamps, count);
        writer.longs(TIME, times);
        writer.longs(KNOWN_AT, knownAt);
        writer.longs(MATURES_AT, maturesAt);
        writer.texts(ID, rows.stream().map(JdbiDayReader.Event::id).toList());
        writer.ints(CLUSTER, clusters);
        writer.texts(CLUSTERS, List.copyOf(clusterCodes.keySet()));
        new TreeMap<>(columns).forEach((name, column) -> column.write(name, writer));
        return writer;
    }

    /** Which row each event has. */
    static Map<String, Integer> rowsById(SegmentFile events) {
        TextBlock ids = new TextBlock(events, ID);
        Map<String, Integer> rows = HashMap.newHashMap(ids.count());
        for (int row = 0; row < ids.count(); row++) {
            rows.put(ids.text(row), row);
        }
        return rows;
    }
}
