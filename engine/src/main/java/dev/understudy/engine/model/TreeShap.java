package dev.understudy.engine.model;

import dev.understudy.engine.statistics.GaussLegendre;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Exact path-dependent Shapley values of tree ensembles: what a tree says where only some features are known is the mean
 * of its leaves, weighted at each node that asks for another by how many training events went either way (Lundberg,
 * Erion and Lee, 2018; Lundberg et al., Nature Machine Intelligence 2, 2020).
 *
 * <p>A leaf's value counts with the product, over the features of its path, of o (1 if the event goes there, else 0)
 * where the feature is known, and of z (the share of training events that went there) where it is not. The Shapley value
 * of such a product is an integral along the diagonal of its multilinear extension (Owen, 1972): for a feature i,
 * {@code v (o_i - z_i) ∫ Π_{j≠i} (z_j (1 - t) + o_j t) dt} over t from 0 to 1. The integrand is a polynomial, so that
 * Gauss–Legendre points give it exactly, of positive summands only. Sums over leaves go up the tree together, as in
 * Linear TreeSHAP (Yu et al., 2022): the work is nodes times points, and the points are half a tree's depth.
 */
final class TreeShap implements Attribution {
    private final FlatTrees trees;
    private final NodeCovers covers;
    private final double[] expected;
    /** The rule of each tree. */
    private final GaussLegendre[] rules;

    private final int mostLevels;
    private final int mostPoints;

    TreeShap(FlatTrees trees, NodeCovers covers, double[] base) {
        this.trees = trees;
        this.covers = covers;
        this.expected = base.clone();
        for (int node = 0; node < trees.feature().length; node++) {
            if (trees.isLeaf(node)) {
                for (int output = 0; output < trees.outputs(); output++) {
                    expected[output] += covers.share(node) * trees.leaves()[leaf(node) + output];
                }
            }
        }
        this.rules = new GaussLegendre[trees.trees()];
        List<GaussLegendre> known = new ArrayList<>();
        int deepest = 0;
        int most = 0;
        for (int tree = 0; tree < rules.length; tree++) {
            int depth = depth(tree);
            int points = Math.max(1, (Math.min(depth, columns(tree)) + 1) / 2);
            rules[tree] = rule(known, points);
            deepest = Math.max(deepest, depth);
            most = Math.max(most, points);
        }
        this.mostLevels = deepest + 1;
        this.mostPoints = most;
    }

    private static GaussLegendre rule(List<GaussLegendre> known, int points) {
        for (GaussLegendre rule : known) {
            if (rule.count() == points) {
                return rule;
            }
        }
        GaussLegendre rule = new GaussLegendre(points);
        known.add(rule);
        return rule;
    }

    private int leaf(int node) {
        return trees.other()[node] * trees.outputs();
    }

    /** How many splits are on a tree's longest path. */
    private int depth(int tree) {
        int[] open = new int[64];
        int depth = 0;
        int deepest = 0;
        for (int node = trees.roots()[tree]; node < trees.end(tree); node++) {
            if (trees.isLeaf(node)) {
                while (depth > 0 && open[depth - 1] < 0) {
                    depth--;
                }
                if (depth > 0) {
                    open[depth - 1] = -1; // its second child comes next
                }
            } else {
                open = depth == open.length ? Arrays.copyOf(open, depth * 2) : open;
                open[depth++] = node;
                deepest = Math.max(deepest, depth);
            }
        }
        return deepest;
    }

    private int columns(int tree) {
        boolean[] asked = new boolean[trees.width()];
        int count = 0;
        for (int node = trees.roots()[tree]; node < trees.end(tree); node++) {
            if (!trees.isLeaf(node) && !asked[trees.feature()[node]]) {
                asked[trees.feature()[node]] = true;
                count++;
            }
        }
        return count;
    }

    /** How much work one event is: nodes times points. */
    long work() {
        long work = 0;
        for (int tree = 0; tree < rules.length; tree++) {
            work += (long) (trees.end(tree) - trees.roots()[tree]) * rules[tree].count();
        }
        return work;
    }

    @Override
    public double[] expected() {
        return expected;
    }

    @Override
    public void add(double[] rows, int offset, double[] contributions) {
        Walk walk = new Walk(rows, offset, contributions);
        for (int tree = 0; tree < rules.length; tree++) {
            walk.tree(tree);
        }
    }

    /** One event's walk through all nodes; a level is a node of the path from the root to where the walk is. */
    private final class Walk {
        private static final int NONE = -1;

        private final double[] rows;
        private final int offset;
        private final double[] contributions;
        private final int[] nodes = new int[mostLevels];
        /** The feature that leads into a level's node, the share z and the indicator o of all its splits so far. */
        private final int[] column = new int[mostLevels];

        private final double[] share = new double[mostLevels];
        private final boolean[] taken = new boolean[mostLevels];
        /** The level above where the same feature led in before. */
        private final int[] before = new int[mostLevels];
        /** The level where each feature led in last. */
        private final int[] last = new int[trees.width()];

        private final double[] product = new double[mostLevels * mostPoints];
        /** Leaves' values times their products, added up; [levels × outputs × points]. */
        private final double[] sum = new double[mostLevels * trees.outputs() * mostPoints];

        private final double[] factor = new double[mostPoints];
        private GaussLegendre rule = rules[0];
        private int points = rule.count();

        Walk(double[] rows, int offset, double[] contributions) {
            this.rows = rows;
            this.offset = offset;
            this.contributions = contributions;
        }

        void tree(int tree) {
            rule = rules[tree];
            points = rule.count();
            Arrays.fill(last, NONE);
            int level = 0;
            for (int node = trees.roots()[tree]; node < trees.end(tree); node++) {
                enter(node, level);
                level = trees.isLeaf(node) ? leave(level) : level + 1;
            }
        }

        private void enter(int node, int level) {
            nodes[level] = node;
            if (level == 0) {
                Arrays.fill(product, 0, points, 1);
            } else {
                lead(node, level);
            }
            int outputs = trees.outputs();
            int from = level * outputs * points;
            if (trees.isLeaf(node)) {
                int leaf = leaf(node);
                for (int output = 0; output < outputs; output++) {
                    double value = trees.leaves()[leaf + output];
                    for (int q = 0; q < points; q++) {
                        sum[from + output * points + q] = value * product[level * points + q];
                    }
                }
            } else {
                Arrays.fill(sum, from, from + outputs * points, 0);
            }
        }

        private void lead(int node, int level) {
            int parent = nodes[level - 1];
            int asked = trees.feature()[parent];
            boolean goes = trees.next(parent, rows, offset) == node;
            double ratio = covers.share(parent, node);
            int earlier = last[asked];
            column[level] = asked;
            before[level] = earlier;
            last[asked] = level;
            taken[level] = goes && (earlier == NONE || taken[earlier]);
            share[level] = ratio * (earlier == NONE ? 1 : share[earlier]);
            int from = level * points;
            for (int q = 0; q < points; q++) {
                double change =
                        earlier == NONE ? term(level, q) : taken[earlier] ? term(level, q) / term(earlier, q) : ratio;
                product[from + q] = product[from - points + q] * change;
            }
        }

        private double term(int level, int q) {
            double t = rule.point(q);
            return share[level] * (1 - t) + (taken[level] ? t : 0);
        }

        /** Closes a level and those above it that are finished with it; gives the level of the next node. */
        private int leave(int level) {
            int at = level;
            while (at > 0) {
                settle(at);
                int parent = nodes[at - 1];
                if (nodes[at] == parent + 1) {
                    return at; // the other child comes next
                }
                at--;
            }
            return at;
        }

        /** What the feature that led into a level is due for all leaves below, in place of what it was due before. */
        private void settle(int level) {
            int earlier = before[level];
            boolean due = taken[level] || earlier == NONE || taken[earlier];
            int outputs = trees.outputs();
            int from = level * outputs * points;
            if (due) {
                for (int q = 0; q < points; q++) {
                    factor[q] = rule.weight(q) * (worth(level, q) - (earlier == NONE ? 0 : worth(earlier, q)));
                }
            }
            int above = from - outputs * points;
            for (int output = 0; output < outputs; output++) {
                double amount = 0;
                for (int q = 0; q < points; q++) {
                    double here = sum[from + output * points + q];
                    sum[above + output * points + q] += here;
                    if (due) {
                        amount += factor[q] * here;
                    }
                }
                contributions[output * trees.width() + column[level]] += amount;
            }
            last[column[level]] = earlier;
        }

        /** (o - z) over the term itself, which takes the feature's own out of the product. */
        private double worth(int level, int q) {
            return taken[level] ? (1 - share[level]) / term(level, q) : -1 / (1 - rule.point(q));
        }
    }
}
