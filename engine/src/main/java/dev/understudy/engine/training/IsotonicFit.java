package dev.understudy.engine.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The monotone curve of least squares through events' outcomes, by pooling adjacent violators (Ayer and others, 1955). Its
 * ends keep the distance from 0 and 1 that Platt's targets have: no score is worth a certainty.
 */
final class IsotonicFit {
    private IsotonicFit() {}

    /**
     * A corner of the curve.
     *
     * @param score where
     * @param probability how high
     */
    record Knot(double score, double probability) {}

    /** Neighbouring events of the same height. */
    private record Block(double first, double last, double positive, double count) {
        double height() {
            return positive / count;
        }

        Block with(Block next) {
            return new Block(first, next.last, positive + next.positive, count + next.count);
        }
    }

    /** The first and the last score of each level, with its height. */
    static List<Knot> of(double[] scores, boolean[] positive) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Block> blocks = new ArrayList<>();
        for (int row : order) {
            Block block = new Block(scores[row], scores[row], positive[row] ? 1 : 0, 1);
            if (!blocks.isEmpty() && blocks.getLast().last() == block.first()) {
                block = blocks.removeLast().with(block); // one score has one height
            }
            blocks.add(block);
        }
        int all = IntStream.range(0, positive.length)
                .map(row -> positive[row] ? 1 : 0)
                .sum();
        double least = 1.0 / (positive.length - all + 2);
        double most = (all + 1.0) / (all + 2);
        List<Knot> knots = new ArrayList<>();
        for (Block block : pooled(blocks)) {
            double height = Math.min(most, Math.max(least, block.height()));
            knots.add(new Knot(block.first(), height));
            if (block.last() > block.first()) {
                knots.add(new Knot(block.last(), height));
            }
        }
        return knots;
    }

    private static List<Block> pooled(List<Block> blocks) {
        List<Block> pooled = new ArrayList<>();
        for (Block block : blocks) {
            Block last = block;
            while (!pooled.isEmpty() && pooled.getLast().height() >= last.height()) {
                last = pooled.removeLast().with(last);
            }
            pooled.add(last);
        }
        return pooled;
    }
}
