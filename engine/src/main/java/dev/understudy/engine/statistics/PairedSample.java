package dev.understudy.engine.statistics;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.TaskKind;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Events with their outcome and with what both models said of them, in columns. It grows by {@link #add} and
 * {@link #addAll}; parts that are added in order give the same sample, and so the same numbers, as one pass over the
 * whole. Reads are by index, from 0 to {@link #size()} - 1. About 48 bytes an event. Not for several threads at once
 * while it grows.
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

    private static final int FIRST_CAPACITY = 16;

    private final TaskKind kind;
    private int size;
    private double[] outcomes;
    private double[] liveScores;
    private double[] candidateScores;
    private int[] liveLabels;
    private int[] candidateLabels;
    private double[] weights;
    private int[] clusters;
    private int[] blocks;

    private PairedSample(TaskKind kind, int capacity) {
        this.kind = Objects.requireNonNull(kind, "kind");
        outcomes = new double[capacity];
        liveScores = new double[capacity];
        candidateScores = new double[capacity];
        liveLabels = new int[capacity];
        candidateLabels = new int[capacity];
        weights = new double[capacity];
        clusters = new int[capacity];
        blocks = new int[capacity];
    }

    /** A sample with no events yet. */
    public static PairedSample empty(TaskKind kind) {
        return new PairedSample(kind, FIRST_CAPACITY);
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
     * @param block the day, counted from 1970-01-01
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
        ensureCapacity(size + 1);
        outcomes[size] = outcome;
        liveScores[size] = liveScore;
        candidateScores[size] = candidateScore;
        liveLabels[size] = liveLabel;
        candidateLabels[size] = candidateLabel;
        weights[size] = weight;
        clusters[size] = cluster;
        blocks[size] = block;
        size++;
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
                    "a " + kind.key() + " task's events cannot have the " + column + " " + value + " (event " + size
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
        int count = other.size;
        ensureCapacity(Math.addExact(size, count));
        System.arraycopy(other.outcomes, 0, outcomes, size, count);
        System.arraycopy(other.liveScores, 0, liveScores, size, count);
        System.arraycopy(other.candidateScores, 0, candidateScores, size, count);
        System.arraycopy(other.liveLabels, 0, liveLabels, size, count);
        System.arraycopy(other.candidateLabels, 0, candidateLabels, size, count);
        System.arraycopy(other.weights, 0, weights, size, count);
        System.arraycopy(other.clusters, 0, clusters, size, count);
        System.arraycopy(other.blocks, 0, blocks, size, count);
        size += count;
    }

    private void ensureCapacity(int needed) {
        if (needed <= weights.length) {
            return;
        }
        int capacity = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, weights.length * 3L / 2));
        outcomes = Arrays.copyOf(outcomes, capacity);
        liveScores = Arrays.copyOf(liveScores, capacity);
        candidateScores = Arrays.copyOf(candidateScores, capacity);
        liveLabels = Arrays.copyOf(liveLabels, capacity);
        candidateLabels = Arrays.copyOf(candidateLabels, capacity);
        weights = Arrays.copyOf(weights, capacity);
        clusters = Arrays.copyOf(clusters, capacity);
        blocks = Arrays.copyOf(blocks, capacity);
    }

    /** A copy that holds the events of these indexes only, in the same order: a slice. */
    public PairedSample where(IntPredicate index) {
        PairedSample part = new PairedSample(kind, FIRST_CAPACITY);
        for (int i = 0; i < size; i++) {
            if (index.test(i)) {
                part.ensureCapacity(part.size + 1);
                part.outcomes[part.size] = outcomes[i];
                part.liveScores[part.size] = liveScores[i];
                part.candidateScores[part.size] = candidateScores[i];
                part.liveLabels[part.size] = liveLabels[i];
                part.candidateLabels[part.size] = candidateLabels[i];
                part.weights[part.size] = weights[i];
                part.clusters[part.size] = clusters[i];
                part.blocks[part.size] = blocks[i];
                part.size++;
            }
        }
        return part;
    }

    /** What is predicted. */
    public TaskKind kind() {
        return kind;
    }

    /** How many events there are, those of weight 0 among them. */
    public int size() {
        return size;
    }

    /** What happened. */
    public double outcome(int index) {
        return outcomes[Objects.checkIndex(index, size)];
    }

    /** What a model said. */
    public double score(Side side, int index) {
        return (side == Side.LIVE ? liveScores : candidateScores)[Objects.checkIndex(index, size)];
    }

    /** What a model decided. */
    public int label(Side side, int index) {
        return (side == Side.LIVE ? liveLabels : candidateLabels)[Objects.checkIndex(index, size)];
    }

    /** How many events it stands for. */
    public double weight(int index) {
        return weights[Objects.checkIndex(index, size)];
    }

    /** The id of its cluster, or {@link #ALONE}. */
    public int cluster(int index) {
        return clusters[Objects.checkIndex(index, size)];
    }

    /** Its day, counted from 1970-01-01. */
    public int block(int index) {
        return blocks[Objects.checkIndex(index, size)];
    }

    /** How many equally weighted events would be as telling: (Σw)² / Σw² (Kish 1965). 0 where nothing has a weight. */
    public double effectiveSize() {
        EffectiveSize effective = new EffectiveSize();
        for (int i = 0; i < size; i++) {
            effective.add(weights[i]);
        }
        return effective.value();
    }
}
