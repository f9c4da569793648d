package dev.understudy.engine.model;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Walks in the lanes of vectors: words and ranks are gathered for a vector of events at once, and four vectors go
 * together, so that the gathers of one fill the time that another waits.
 */
final class VectorWalk implements NodeWalk {
    private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int VECTORS = 4;

    private final NodeTable table;
    private final int[] words;
    private final int columnMask;
    private final int lowMask;
    private final int lowBits;

    VectorWalk(NodeTable table) {
        this.table = table;
        this.words = table.words();
        this.columnMask = table.columnMask();
        this.lowMask = table.lowMask();
        this.lowBits = table.lowBits();
    }

    /** How many bits the vectors of this machine have. */
    static int bits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public int lanes() {
        return VECTORS * LANES;
    }

    @Override
    public void walk(int tree, int[] ranks, int offset, int stride, int[] ends) {
        if (table.wide()) {
            walkWide(tree, ranks, offset, stride, ends);
        } else {
            walkNarrow(tree, ranks, offset, stride, ends);
        }
    }

    private void walkNarrow(int tree, int[] ranks, int offset, int stride, int[] at) {
        int root = table.roots()[tree];
        int steps = table.depth()[tree];
        int sure = table.sureSteps()[tree];
        IntVector rowsA = IntVector.zero(SPECIES).addIndex(1).mul(stride);
        IntVector rowsB = rowsA.add(LANES * stride);
        IntVector rowsC = rowsB.add(LANES * stride);
        IntVector rowsD = rowsC.add(LANES * stride);
        IntVector atA = IntVector.zero(SPECIES);
        IntVector atB = IntVector.zero(SPECIES);
        IntVector atC = IntVector.zero(SPECIES);
        IntVector atD = IntVector.zero(SPECIES);
        for (int step = 0; step < steps; step++) {
            atA.intoArray(at, 0);
            atB.intoArray(at, LANES);
            atC.intoArray(at, 2 * LANES);
            atD.intoArray(at, 3 * LANES);
            IntVector wordA = IntVector.fromArray(SPECIES, words, root, at, 0);
            IntVector wordB = IntVector.fromArray(SPECIES, words, root, at, LANES);
            IntVector wordC = IntVector.fromArray(SPECIES, words, root, at, 2 * LANES);
            IntVector wordD = IntVector.fromArray(SPECIES, words, root, at, 3 * LANES);
            rowsA.add(wordA.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, 0);
            rowsB.add(wordB.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, LANES);
            rowsC.add(wordC.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, 2 * LANES);
            rowsD.add(wordD.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, 3 * LANES);
            IntVector differenceA = wordA.and(lowMask).sub(IntVector.fromArray(SPECIES, ranks, offset, at, 0));
            IntVector differenceB = wordB.and(lowMask).sub(IntVector.fromArray(SPECIES, ranks, offset, at, LANES));
            IntVector differenceC = wordC.and(lowMask).sub(IntVector.fromArray(SPECIES, ranks, offset, at, 2 * LANES));
            IntVector differenceD = wordD.and(lowMask).sub(IntVector.fromArray(SPECIES, ranks, offset, at, 3 * LANES));
            IntVector bitA =
                    differenceA.or(differenceA.neg().and(wordA.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector bitB =
                    differenceB.or(differenceB.neg().and(wordB.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector bitC =
                    differenceC.or(differenceC.neg().and(wordC.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector bitD =
                    differenceD.or(differenceD.neg().and(wordD.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector nextA = wordA.lanewise(VectorOperators.LSHR, lowBits)
                    .lanewise(VectorOperators.LSHL, 1)
                    .add(bitA);
            IntVector nextB = wordB.lanewise(VectorOperators.LSHR, lowBits)
                    .lanewise(VectorOperators.LSHL, 1)
                    .add(bitB);
            IntVector nextC = wordC.lanewise(VectorOperators.LSHR, lowBits)
                    .lanewise(VectorOperators.LSHL, 1)
                    .add(bitC);
            IntVector nextD = wordD.lanewise(VectorOperators.LSHR, lowBits)
                    .lanewise(VectorOperators.LSHL, 1)
                    .add(bitD);
            boolean ended = step >= sure
                    && !nextA.compare(VectorOperators.NE, atA)
                            .or(nextB.compare(VectorOperators.NE, atB))
                            .or(nextC.compare(VectorOperators.NE, atC))
                            .or(nextD.compare(VectorOperators.NE, atD))
                            .anyTrue();
            atA = nextA;
            atB = nextB;
            atC = nextC;
            atD = nextD;
            if (ended) {
                break;
            }
        }
        atA.intoArray(at, 0);
        atB.intoArray(at, LANES);
        atC.intoArray(at, 2 * LANES);
        atD.intoArray(at, 3 * LANES);
    }

    private void walkWide(int tree, int[] ranks, int offset, int stride, int[] at) {
        int root = 2 * table.roots()[tree];
        int steps = table.depth()[tree];
        int sure = table.sureSteps()[tree];
        IntVector rowsA = IntVector.zero(SPECIES).addIndex(1).mul(stride);
        IntVector rowsB = rowsA.add(LANES * stride);
        IntVector rowsC = rowsB.add(LANES * stride);
        IntVector rowsD = rowsC.add(LANES * stride);
        // twice the places: where a node's two words are
        IntVector atA = IntVector.zero(SPECIES);
        IntVector atB = IntVector.zero(SPECIES);
        IntVector atC = IntVector.zero(SPECIES);
        IntVector atD = IntVector.zero(SPECIES);
        for (int step = 0; step < steps; step++) {
            atA.intoArray(at, 0);
            atB.intoArray(at, LANES);
            atC.intoArray(at, 2 * LANES);
            atD.intoArray(at, 3 * LANES);
            IntVector wordA = IntVector.fromArray(SPECIES, words, root, at, 0);
            IntVector wordB = IntVector.fromArray(SPECIES, words, root, at, LANES);
            IntVector wordC = IntVector.fromArray(SPECIES, words, root, at, 2 * LANES);
            IntVector wordD = IntVector.fromArray(SPECIES, words, root, at, 3 * LANES);
            IntVector pairA = IntVector.fromArray(SPECIES, words, root + 1, at, 0);
            IntVector pairB = IntVector.fromArray(SPECIES, words, root + 1, at, LANES);
            IntVector pairC = IntVector.fromArray(SPECIES, words, root + 1, at, 2 * LANES);
            IntVector pairD = IntVector.fromArray(SPECIES, words, root + 1, at, 3 * LANES);
            rowsA.add(wordA.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, 0);
            rowsB.add(wordB.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, LANES);
            rowsC.add(wordC.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, 2 * LANES);
            rowsD.add(wordD.and(columnMask).lanewise(VectorOperators.LSHR, 1)).intoArray(at, 3 * LANES);
            IntVector differenceA = wordA.sub(IntVector.fromArray(SPECIES, ranks, offset, at, 0));
            IntVector differenceB = wordB.sub(IntVector.fromArray(SPECIES, ranks, offset, at, LANES));
            IntVector differenceC = wordC.sub(IntVector.fromArray(SPECIES, ranks, offset, at, 2 * LANES));
            IntVector differenceD = wordD.sub(IntVector.fromArray(SPECIES, ranks, offset, at, 3 * LANES));
            IntVector bitA =
                    differenceA.or(differenceA.neg().and(wordA.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector bitB =
                    differenceB.or(differenceB.neg().and(wordB.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector bitC =
                    differenceC.or(differenceC.neg().and(wordC.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector bitD =
                    differenceD.or(differenceD.neg().and(wordD.and(1).neg())).lanewise(VectorOperators.LSHR, 31);
            IntVector nextA = pairA.lanewise(VectorOperators.LSHL, 1).add(bitA).lanewise(VectorOperators.LSHL, 1);
            IntVector nextB = pairB.lanewise(VectorOperators.LSHL, 1).add(bitB).lanewise(VectorOperators.LSHL, 1);
            IntVector nextC = pairC.lanewise(VectorOperators.LSHL, 1).add(bitC).lanewise(VectorOperators.LSHL, 1);
            IntVector nextD = pairD.lanewise(VectorOperators.LSHL, 1).add(bitD).lanewise(VectorOperators.LSHL, 1);
            boolean ended = step >= sure
                    && !nextA.compare(VectorOperators.NE, atA)
                            .or(nextB.compare(VectorOperators.NE, atB))
                            .or(nextC.compare(VectorOperators.NE, atC))
                            .or(nextD.compare(VectorOperators.NE, atD))
                            .anyTrue();
            atA = nextA;
            atB = nextB;
            atC = nextC;
            atD = nextD;
            if (ended) {
                break;
            }
        }
        atA.lanewise(VectorOperators.LSHR, 1).intoArray(at, 0);
        atB.lanewise(VectorOperators.LSHR, 1).intoArray(at, LANES);
        atC.lanewise(VectorOperators.LSHR, 1).intoArray(at, 2 * LANES);
        atD.lanewise(VectorOperators.LSHR, 1).intoArray(at, 3 * LANES);
    }
}
