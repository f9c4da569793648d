package dev.understudy.engine.statistics;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Events with their outcome and with what both models said of them. It grows by {@link #add} and {@link #addAll}; parts
 * that are added in order give the same sample, and so the same numbers, as one pass over the whole. Reads are by index,
 * from 0 to {@link #size()} - 1. It lies outside the heap: 24 bytes an event of a binary task, 32 of a regression, 40 of
 * several classes, and 8 more where events are weighted. Not for several threads at once while it grows.
 *
 * <p>What the columns mean depends on the kind of task:
 *
 * <table>
 * <caption>Columns by kind</caption>
 * <tr><th></th><th>outcome</th><th>score</th><th>label</th></tr>
 * <tr><td>binary</td><td>0 or 1</td><td>P(positive)</td><td>0 or 1, the decision at the model's threshold</td></tr>
 * <tr><td>multiclass</td><td>class index</td><td>P(the true class)</td><td>predicted class index</td></tr>
 * <tr><td>regression</td><td>the number</td><td>the predicted number</td><td>0, unused</td></tr>
 * </table>
 */
public final class PairedSample {
    /** The cluster of an event that stands alone. */
    public static final int ALONE = -1;

    /** Days this far from 1970 are not told apart from any other: 2^28. */
    private static final int MOST_BLOCKS = 1 << 28;

    private final TaskKind kind;
    private final EventMemory events;
    private final Ranking liveRanks = new Ranking(Side.LIVE);
    private final Ranking candidateRanks = new Ranking(Side.CANDIDATE);
    private @Nullable EventGroups groups;
    private int groupedEvents;

    private PairedSample(TaskKind kind) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.events = EventMemory.of(kind);
    }

    /** A sample with no events yet. */
    public static PairedSample empty(TaskKind kind) {
        return new PairedSample(kind);
    }

    /**
     * Adds one event.
     *
     * @param outcome what happened
     * @param liveScore what the live model said
     * @param candidateScore what the candidate said
     * @param liveLabel what the live model decided
     * @param candidateLabel what the candidate decided
     * @param weight how many events it stands for, finite and at least 0; 1 where nothing is weighted
     * @param cluster a dense id: events that share it are correlated; {@link #ALONE} for an event with no relatives
     * @param block the day, counted from 1970-01-01, within 2^28 days of it
     * @throws UnderstudyException {@code DATA_INVALID} if a number is none that the kind of task allows
     */
    public void add(
            double outcome,
            double liveScore,
            double candidateScore,
            int liveLabel,
            int candidateLabel,
            double weight,
            int cluster,
            int block) {
        require(isOutcome(outcome), "outcome", outcome);
        require(isScore(liveScore), "live score", liveScore);
        require(isScore(candidateScore), "candidate's score", candidateScore);
        require(isLabel(liveLabel), "live label", liveLabel);
        require(isLabel(candidateLabel), "candidate's label", candidateLabel);
        require(weight >= 0 && weight < Double.POSITIVE_INFINITY, "weight", weight);
        require(cluster >= ALONE, "cluster", cluster);
        require(block > -MOST_BLOCKS && block < MOST_BLOCKS, "block", block);
        events.add(outcome, liveScore, candidateScore, liveLabel, candidateLabel, cluster, block, weight);
    }

    private boolean isOutcome(double outcome) {
        return switch (kind) {
            case BINARY -> outcome == 0 || outcome == 1;
            case MULTICLASS -> outcome >= 0 && outcome <= Integer.MAX_VALUE && outcome == Math.rint(outcome);
            case REGRESSION -> Double.isFinite(outcome);
        };
    }

    private boolean isScore(double score) {
        return switch (kind) {
            case BINARY, MULTICLASS -> score >= 0 && score <= 1;
            case REGRESSION -> Double.isFinite(score);
        };
    }

    private boolean isLabel(int label) {
        return switch (kind) {
            case BINARY -> label == 0 || label == 1;
            case MULTICLASS -> label >= 0;
            case REGRESSION -> label == 0;
        };
    }

    private void require(boolean holds, String column, double value) {
        if (!holds) {
            throw new UnderstudyException(
                    ErrorCode.DATA_INVALID,
                    "a " + kind.key() + " task's events cannot have the " + column + " " + value + " (event " + size()
                            + " of the sample)");
        }
    }

    /**
     * Adds the events of another sample after these; its cluster ids mean the same clusters.
     *
     * @throws IllegalArgumentException if the other sample is of another kind of task
     */
    public void addAll(PairedSample other) {
        if (other.kind != kind) {
            throw new IllegalArgumentException(
                    "a " + kind.key() + " sample cannot take the events of a " + other.kind.key() + " one");
        }
        events.addAll(other.events);
    }

    /** A copy that holds the events of these indexes only, in the same order: a slice. */
    public PairedSample where(IntPredicate index) {
        PairedSample part = new PairedSample(kind);
        for (int i = 0; i < size(); i++) {
            if (index.test(i)) {
                part.events.add(events, i);
            }
        }
        return part;
    }

    /** A copy in which every event stands for one, also where it had another weight or none. */
    public PairedSample unweighted() {
        PairedSample equal = new PairedSample(kind);
        for (int i = 0; i < size(); i++) {
            equal.add(
                    outcome(i),
                    score(Side.LIVE, i),
                    score(Side.CANDIDATE, i),
                    label(Side.LIVE, i),
                    label(Side.CANDIDATE, i),
                    1,
                    cluster(i),
                    block(i));
        }
        return equal;
    }

    /** What is predicted. */
    public TaskKind kind() {
        return kind;
    }

    /** How many events there are, those of weight 0 among them. */
    public int size() {
        return events.size();
    }

    /** What happened. */
    public double outcome(int index) {
        return events.outcome(Objects.checkIndex(index, size()));
    }

    /** What a model said. */
    public double score(Side side, int index) {
        return events.score(side, Objects.checkIndex(index, size()));
    }

    /** What a model decided. */
    public int label(Side side, int index) {
        return events.label(side, Objects.checkIndex(index, size()));
    }

    /** How many events it stands for. */
    public double weight(int index) {
        return events.weight(Objects.checkIndex(index, size()));
    }

    /** Whether any event stands for more or less than one. */
    boolean isWeighted() {
        return events.isWeighted();
    }

    /** The id of its cluster, or {@link #ALONE}. */
    public int cluster(int index) {
        return events.cluster(Objects.checkIndex(index, size()));
    }

    /** Its day, counted from 1970-01-01. */
    public int block(int index) {
        return events.block(Objects.checkIndex(index, size()));
    }

    /** The ranks of a model's scores, made once for all that ask for them; both models' at the same time, if asked so. */
    ScoreRanks ranks(Side side) {
        return (side == Side.LIVE ? liveRanks : candidateRanks).of(this);
    }

    /** Ranks both models' scores now, at the same time, for all metrics that will ask for it. Binary tasks only. */
    public void rank() {
        Arrays.stream(Side.values()).parallel().forEach(this::ranks);
    }

    /** The events by cluster and by block, grouped once for all that ask for it. */
    synchronized EventGroups groups() {
        EventGroups known = groups;
        if (known == null || groupedEvents != size()) {
            known = EventGroups.of(this);
            groups = known;
            groupedEvents = size();
        }
        return known;
    }

    private static final class Ranking {
        private final Side side;
        private @Nullable ScoreRanks known;

        Ranking(Side side) {
            this.side = side;
        }

        synchronized ScoreRanks of(PairedSample sample) {
            ScoreRanks ranks = known;
            if (ranks == null || ranks.events() != sample.size()) {
                ranks = ScoreRanks.of(sample, side);
                known = ranks;
            }
            return ranks;
        }
    }

    /** How many equally weighted events would be as telling: (Σw)² / Σw² (Kish 1965). 0 where nothing has a weight. */
    public double effectiveSize() {
        EffectiveSize effective = new EffectiveSize();
        for (int i = 0; i < size(); i++) {
            effective.add(weight(i));
        }
        return effective.value();
    }
}
