package dev.understudy.engine.segment;

import dev.understudy.engine.task.Maturity;
import dev.understudy.engine.traffic.RawColumn;
import dev.understudy.engine.traffic.RawInput;
import dev.understudy.engine.traffic.TrafficQuery;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of a day, or of a stretch of one, as a query sees them: by column, in rows that go by time and id. Rows before
 * {@link #from()} and from {@link #to()} on are outside the query's window, and those that are not {@link #wasKnown} were
 * not there yet. Safe for several threads at once.
 */
public final class TrafficDay {
    /** The outcome code of an event that is pending. */
    public static final int PENDING = -1;

    private final LocalDate day;
    private final TrafficQuery query;
    private final SegmentFile events;
    private final MemorySegment times;
    private final MemorySegment knownAt;
    private final MemorySegment eventMaturesAt;
    private final MemorySegment clusterCodes;
    private final TextBlock ids;
    private final Outcomes outcomes;
    private final Optional<LoggedScores> logged;
    private final Optional<LoggedScores> acted;
    private final Map<String, StoredColumn> columns = new HashMap<>();
    private final long queryKnownAt;
    private final int from;
    private final int to;

    TrafficDay(
            LocalDate day,
            TrafficQuery query,
            SegmentFile events,
            SegmentFile outcomes,
            Optional<SegmentFile> predictions,
            Optional<SegmentFile> acted) {
        this.day = day;
        this.query = query;
        this.events = events;
        this.times = events.block(EventSegment.TIME);
        this.knownAt = events.block(EventSegment.KNOWN_AT);
        this.eventMaturesAt = events.block(EventSegment.MATURES_AT);
        this.clusterCodes = events.block(EventSegment.CLUSTER);
        this.ids = new TextBlock(events, EventSegment.ID);
        this.outcomes = new Outcomes(outcomes);
        this.logged = predictions.map(LoggedScores::new);
        this.acted = acted.map(LoggedScores::new);
        this.queryKnownAt = floorMicros(query.knownAt());
        this.from = firstAtOrAfter(query.window().from());
        this.to = firstAtOrAfter(query.window().to());
        for (String name : events.namesAfter(RawColumnBuilder.NUMBER)) {
            columns.put(name, StoredColumn.of(events, name).orElseThrow());
        }
        for (String name : events.namesAfter(RawColumnBuilder.CODE)) {
            columns.put(name, StoredColumn.of(events, name).orElseThrow());
        }
    }

    private static long floorMicros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant.truncatedTo(ChronoUnit.MICROS));
    }

    private int firstAtOrAfter(Instant instant) {
        long floor = floorMicros(instant);
        // events are kept in microseconds: one at the floor is before an instant between two of them
        long wanted = instant.equals(instant.truncatedTo(ChronoUnit.MICROS)) ? floor : floor + 1;
        int low = 0;
        int high = events.rows();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long micros(int row) {
        return times.getAtIndex(SegmentFile.LONGS, row);
    }

    /** The day, in UTC. */
    public LocalDate day() {
        return day;
    }

    /** The first row of the window. */
    public int from() {
        return from;
    }

    /** The row after the last one of the window. */
    public int to() {
        return to;
    }

    /** Whether the event was known when the query says. */
    public boolean wasKnown(int row) {
        return knownAt.getAtIndex(SegmentFile.LONGS, row) <= queryKnownAt;
    }

    /** When the event happened. */
    public Instant time(int row) {
        return Instant.EPOCH.plus(micros(row), ChronoUnit.MICROS);
    }

    /** The event's id. */
    public String id(int row) {
        return ids.text(row);
    }

    /** The texts of the clusters. */
    public List<String> clusters() {
        return new TextBlock(events, EventSegment.CLUSTERS).all();
    }

    /** The position of the event's cluster in {@link #clusters()}; -1 where it stands alone. */
    public int cluster(int row) {
        return clusterCodes.getAtIndex(SegmentFile.INTS, row);
    }

    /** A raw value of all events; empty where no event has it. */
    public Optional<RawColumn> column(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /** The names of the raw values that any event has. */
    public Set<String> columnNames() {
        return Set.copyOf(columns.keySet());
    }

    /** The raw input of an event, put together again. */
    public RawInput input(int row) {
        Map<String, @Nullable String> values = HashMap.newHashMap(columns.size());
        columns.forEach((name, column) -> values.put(name, column.value(row)));
        return RawInput.of(values);
    }

    /** The texts of the outcomes. */
    public List<String> outcomeValues() {
        return outcomes.values;
    }

    /**
     * The position in {@link #outcomeValues()} of the outcome that was known last by then, if it had matured; else
     * {@link #PENDING}.
     */
    public int outcome(int row) {
        return outcomes.asKnown(row);
    }

    /**
     * How long after the event its outcome first counted, being known and mature, in microseconds and at least 0; where
     * the outcome is {@link #PENDING}, it did not yet.
     */
    public long delayMicros(int row) {
        return Math.max(0, outcomes.firstCounted(row) - micros(row));
    }

    /** How old an event was when the query says, in microseconds; below 0 where it was known before it happened. */
    public long ageMicros(int row) {
        return queryKnownAt - micros(row);
    }

    /** What the version that was asked for had logged; empty if nothing. */
    public Optional<LoggedScores> logged() {
        return logged;
    }

    /**
     * What was decided when the events were answered, by whichever version: labels are decisions here. Empty if none of
     * the day was answered, or if the query did not ask.
     */
    public Optional<LoggedScores> acted() {
        return acted;
    }

    /** Whether an outcome of the event would have matured by then, as far as the event itself tells; else true. */
    public boolean isDue(int row) {
        return switch (query.maturity()) {
            case Maturity.After(Duration duration) ->
                micros(row) + duration.dividedBy(ChronoUnit.MICROS.getDuration()) <= queryKnownAt;
            case Maturity.Column column -> {
                long due = eventMaturesAt.getAtIndex(SegmentFile.LONGS, row);
                yield due == EventSegment.NEVER_SAID || due <= queryKnownAt;
            }
            case Maturity.WhenKnown whenKnown -> true;
        };
    }

    private final class Outcomes {
        private final MemorySegment starts;
        private final MemorySegment codes;
        private final MemorySegment outcomeKnownAt;
        private final MemorySegment outcomeMaturesAt;
        private final List<String> values;
        private final long delay;

        Outcomes(SegmentFile file) {
            starts = file.block(OutcomeSegment.STARTS);
            codes = file.block(OutcomeSegment.VALUE);
            outcomeKnownAt = file.block(OutcomeSegment.KNOWN_AT);
            outcomeMaturesAt = file.block(OutcomeSegment.MATURES_AT);
            values = List.copyOf(new TextBlock(file, OutcomeSegment.VALUES).all());
            delay = query.maturity() instanceof Maturity.After(Duration duration)
                    ? duration.dividedBy(ChronoUnit.MICROS.getDuration())
                    : 0;
        }

        int asKnown(int row) {
            int first = starts.getAtIndex(SegmentFile.INTS, row);
            int last = starts.getAtIndex(SegmentFile.INTS, row + 1) - 1;
            while (last >= first && outcomeKnownAt.getAtIndex(SegmentFile.LONGS, last) > queryKnownAt) {
                last--;
            }
            return last < first || maturesAt(row, last) > queryKnownAt
                    ? PENDING
                    : codes.getAtIndex(SegmentFile.INTS, last);
        }

        /** When one of its revisions was first both known and mature; what is not known yet does not count. */
        long firstCounted(int row) {
            long first = Long.MAX_VALUE;
            for (int entry = starts.getAtIndex(SegmentFile.INTS, row);
                    entry < starts.getAtIndex(SegmentFile.INTS, row + 1);
                    entry++) {
                long known = outcomeKnownAt.getAtIndex(SegmentFile.LONGS, entry);
                first = Math.min(first, Math.max(known, maturesAt(row, entry)));
            }
            return first;
        }

        private long maturesAt(int row, int entry) {
            return switch (query.maturity()) {
                case Maturity.After after -> micros(row) + delay;
                case Maturity.Column column -> {
                    long own = outcomeMaturesAt.getAtIndex(SegmentFile.LONGS, entry);
                    long ofEvent = eventMaturesAt.getAtIndex(SegmentFile.LONGS, row);
                    yield own != EventSegment.NEVER_SAID
                            ? own
                            : ofEvent != EventSegment.NEVER_SAID
                                    ? ofEvent
                                    : outcomeKnownAt.getAtIndex(SegmentFile.LONGS, entry);
                }
                case Maturity.WhenKnown whenKnown -> outcomeKnownAt.getAtIndex(SegmentFile.LONGS, entry);
            };
        }
    }
}
