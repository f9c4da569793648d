package dev.understudy.engine.statistics;

import dev.understudy.engine.common.TaskKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events as records of fixed length in memory outside the heap, in pieces that never move: a sample of ten million events
 * is nothing to the garbage collector. Nothing is checked here.
 */
final class EventMemory {
    private static final int PIECE_BITS = 16;
    private static final int PIECE = 1 << PIECE_BITS;
    private static final int FIRST_PIECE = 1 << 9;

    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private static final int LIVE = 0;
    private static final int CANDIDATE = 8;
    private static final int CLUSTER = 16;
    /** Of a binary task, the block above three bits: candidate's label, live label, outcome. */
    private static final int BLOCK = 20;

    private static final int OUTCOME = 24;
    private static final int LIVE_LABEL = 28;
    private static final int CANDIDATE_LABEL = 32;
    private static final int FLAGS = 3;

    private final TaskKind kind;
    private final int stride;
    private final List<MemorySegment> pieces = new ArrayList<>();
    /** One piece for each of the others, as soon as one weight is not 1. */
    private @Nullable List<double[]> weights;

    private MemorySegment[] direct = {};
    private int size;

    private EventMemory(TaskKind kind, int stride) {
        this.kind = kind;
        this.stride = stride;
    }

    static EventMemory of(TaskKind kind) {
        return new EventMemory(
                kind,
                switch (kind) {
                    case BINARY -> 24;
                    case REGRESSION -> 32;
                    case MULTICLASS -> 40;
                });
    }

    int size() {
        return size;
    }

    boolean isWeighted() {
        return weights != null;
    }

    void add(
            double outcome,
            double live,
            double candidate,
            int liveLabel,
            int candidateLabel,
            int cluster,
            int block,
            double weight) {
        reach(size);
        MemorySegment piece = direct[size >>> PIECE_BITS];
        long at = at(size);
        piece.set(DOUBLE, at + LIVE, live);
        piece.set(DOUBLE, at + CANDIDATE, candidate);
        piece.set(INT, at + CLUSTER, cluster);
        switch (kind) {
            case BINARY ->
                piece.set(INT, at + BLOCK, block << FLAGS | (int) outcome << 2 | liveLabel << 1 | candidateLabel);
            case MULTICLASS -> {
                piece.set(INT, at + BLOCK, block);
                piece.set(INT, at + OUTCOME, (int) outcome);
                piece.set(INT, at + LIVE_LABEL, liveLabel);
                piece.set(INT, at + CANDIDATE_LABEL, candidateLabel);
            }
            case REGRESSION -> {
                piece.set(INT, at + BLOCK, block);
                piece.set(DOUBLE, at + OUTCOME, outcome);
            }
        }
        weigh(size, weight);
        size++;
    }

    /** Adds one event of another memory of the same kind. */
    void add(EventMemory other, int index) {
        reach(size);
        MemorySegment.copy(other.piece(index), other.at(index), direct[size >>> PIECE_BITS], at(size), stride);
        weigh(size, other.weight(index));
        size++;
    }

    /** Adds all events of another memory of the same kind, which may be this one. */
    void addAll(EventMemory other) {
        int count = other.size;
        for (int from = 0; from < count; ) {
            reach(size);
            int room = roomOfLast() - (size & (PIECE - 1));
            int there = PIECE - (from & (PIECE - 1));
            int some = Math.min(count - from, Math.min(room, there));
            MemorySegment.copy(
                    other.piece(from), other.at(from), direct[size >>> PIECE_BITS], at(size), (long) some * stride);
            for (int i = 0; i < some; i++) {
                if (other.isWeighted() || isWeighted()) {
                    weigh(size + i, other.weight(from + i));
                }
            }
            size += some;
            from += some;
        }
    }

    private int roomOfLast() {
        return (int) (pieces.getLast().byteSize() / stride);
    }

    /** Makes room for the event of this index, the next one. Small samples have a small piece, which grows. */
    private void reach(int index) {
        int number = index >>> PIECE_BITS;
        int within = index & (PIECE - 1);
        if (number == pieces.size()) {
            pieces.add(allocate(number == 0 ? FIRST_PIECE : PIECE));
            direct = pieces.toArray(MemorySegment[]::new);
        } else if (within == roomOfLast()) {
            MemorySegment larger = allocate(Math.min(PIECE, 4 * within));
            MemorySegment.copy(pieces.getLast(), 0, larger, 0, (long) within * stride);
            pieces.set(number, larger);
            direct = pieces.toArray(MemorySegment[]::new);
        }
    }

    private MemorySegment allocate(int events) {
        return Arena.ofAuto().allocate((long) events * stride, Double.BYTES);
    }

    private void weigh(int index, double weight) {
        List<double[]> all = weights;
        if (all == null) {
            if (weight == 1) {
                return;
            }
            all = new ArrayList<>();
            weights = all;
        }
        while (all.size() <= index >>> PIECE_BITS) {
            double[] ones = new double[PIECE];
            Arrays.fill(ones, 1);
            all.add(ones);
        }
        all.get(index >>> PIECE_BITS)[index & (PIECE - 1)] = weight;
    }

    private MemorySegment piece(int index) {
        return direct[index >>> PIECE_BITS];
    }

    private long at(int index) {
        return (long) (index & (PIECE - 1)) * stride;
    }

    double score(Side side, int index) {
        return piece(index).get(DOUBLE, at(index) + (side == Side.LIVE ? LIVE : CANDIDATE));
    }

    int cluster(int index) {
        return piece(index).get(INT, at(index) + CLUSTER);
    }

    int block(int index) {
        int stored = piece(index).get(INT, at(index) + BLOCK);
        return kind == TaskKind.BINARY ? stored >> FLAGS : stored;
    }

    double outcome(int index) {
        return switch (kind) {
            case BINARY -> piece(index).get(INT, at(index) + BLOCK) >> 2 & 1;
            case MULTICLASS -> piece(index).get(INT, at(index) + OUTCOME);
            case REGRESSION -> piece(index).get(DOUBLE, at(index) + OUTCOME);
        };
    }

    int label(Side side, int index) {
        return switch (kind) {
            case BINARY -> piece(index).get(INT, at(index) + BLOCK) >> (side == Side.LIVE ? 1 : 0) & 1;
            case MULTICLASS -> piece(index).get(INT, at(index) + (side == Side.LIVE ? LIVE_LABEL : CANDIDATE_LABEL));
            case REGRESSION -> 0;
        };
    }

    double weight(int index) {
        List<double[]> all = weights;
        if (all == null || index >>> PIECE_BITS >= all.size()) {
            return 1;
        }
        return all.get(index >>> PIECE_BITS)[index & (PIECE - 1)];
    }
}
