package dev.understudy.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layout gives the bits of a plain walk, in a batch of any size and alone. */
final class TreeLayoutTest {
    private static final int EVENTS = 301;

    /** @param vine how unbalanced the trees are */
    record Shape(
            String layout, int seed, int width, int trees, int leaves, double vine, int outputs, ScorerForm.Link link) {
        TreeEnsemble ensemble(RandomTrees random) {
            return random.ensemble(trees, leaves, vine, outputs, link);
        }
    }

    static Stream<Shape> shapes() {
        ScorerForm.Link identity = ScorerForm.Link.IDENTITY;
        ScorerForm.Link sigmoid = ScorerForm.Link.SIGMOID;
        ScorerForm.Link softmax = ScorerForm.Link.SOFTMAX;
        return Stream.of(
                        new Shape("leaf-masks", 1, 25, 120, 32, 0.3, 1, sigmoid),
                        new Shape("leaf-masks", 2, 25, 60, 64, 0.3, 1, sigmoid),
                        new Shape("leaf-masks", 3, 7, 40, 33, 0.9, 1, identity),
                        new Shape("leaf-masks", 4, 3, 30, 64, 1, 3, softmax),
                        new Shape("leaf-masks", 5, 5, 16, 2, 0, 1, identity),
                        new Shape("leaf-masks", 6, 1, 20, 31, 0.5, 2, identity),
                        new Shape("leaf-masks", 7, 4, 17, 1, 0, 1, identity),
                        new Shape("ranked-nodes", 8, 25, 15, 32, 0.3, 1, sigmoid),
                        new Shape("ranked-nodes", 9, 25, 50, 65, 0.3, 1, identity),
                        new Shape("ranked-nodes", 10, 25, 21, 1_000, 0.3, 1, identity),
                        new Shape("ranked-nodes", 11, 8, 9, 700, 0.9, 4, softmax),
                        new Shape("ranked-nodes", 12, 3, 3, 400, 1, 1, identity),
                        new Shape("ranked-nodes", 13, 300, 10, 500, 0.2, 1, identity),
                        new Shape("ranked-nodes", 14, 1, 1, 1, 0, 1, identity))
                .flatMap(shape -> Stream.of(0, 100, 200)
                        .map(more -> new Shape(
                                shape.layout,
                                shape.seed + more,
                                shape.width,
                                shape.trees,
                                shape.leaves,
                                shape.vine,
                                shape.outputs,
                                shape.link)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theShapeChoosesTheLayout(Shape shape) {
        assertThat(shape.ensemble(new RandomTrees(shape.seed, shape.width)).method())
                .startsWith(shape.layout);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void walksInPlainCodeAndInVectorsGiveTheBitsOfAPlainWalk(Shape shape) {
        RandomTrees random = new RandomTrees(shape.seed, shape.width);
        TreeEnsemble ensemble = shape.ensemble(random);
        double[] events = random.events(EVENTS);
        FlatTrees trees = FlatTreesOf.ensemble(ensemble, random.nominal());
        double[] expected = new double[EVENTS * shape.outputs];
        new PlainNodes(trees).add(events, EVENTS, expected);

        for (Lanes lanes : Lanes.values()) {
            TreeLayout nodes = new RankedNodes(trees, Thresholds.of(trees), lanes, 0);
            double[] scores = new double[expected.length];
            nodes.add(events, EVENTS, scores);
            assertSameBits(scores, expected);
            assertThat(nodes.name()).endsWith(lanes == Lanes.VECTOR ? "vector" : "scalar");
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void aBatchGivesTheBitsOfAPlainWalk(Shape shape) {
        RandomTrees random = new RandomTrees(shape.seed, shape.width);
        TreeEnsemble ensemble = shape.ensemble(random);
        double[] events = random.events(EVENTS);

        assertSameBits(scores(ensemble, events, EVENTS), PlainWalk.scores(ensemble, random.nominal(), events, EVENTS));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void anEventAloneGivesTheBitsOfAPlainWalk(Shape shape) {
        RandomTrees random = new RandomTrees(shape.seed, shape.width);
        TreeEnsemble ensemble = shape.ensemble(random);
        double[] events = random.events(40);
        double[] expected = PlainWalk.scores(ensemble, random.nominal(), events, 40);

        for (int event = 0; event < 40; event++) {
            double[] alone = Arrays.copyOfRange(events, event * shape.width, (event + 1) * shape.width);
            assertSameBits(
                    scores(ensemble, alone, 1),
                    Arrays.copyOfRange(expected, event * shape.outputs, (event + 1) * shape.outputs));
        }
    }

    @Test
    void batchesOfAnySizeGiveTheSameBits() {
        for (int leaves : new int[] {20, 200}) {
            RandomTrees random = new RandomTrees(leaves, 6);
            TreeEnsemble ensemble = random.ensemble(24, leaves, 0.3, 1, ScorerForm.Link.SIGMOID);
            double[] events = random.events(260);
            double[] expected = PlainWalk.scores(ensemble, random.nominal(), events, 260);

            SplittableRandom sizes = new SplittableRandom(3);
            for (int repeat = 0; repeat < 60; repeat++) {
                int count = repeat < 20 ? repeat : sizes.nextInt(261);
                assertSameBits(scores(ensemble, events, count), Arrays.copyOf(expected, count));
            }
        }
    }

    @Test
    void blocksOfAnySizeGiveTheSameBitsInVectors() {
        // so many columns that a block holds no more than one group of events
        for (int width : new int[] {6, 2_500}) {
            RandomTrees random = new RandomTrees(width, width);
            TreeEnsemble ensemble = random.ensemble(9, 300, 0.3, 1, ScorerForm.Link.IDENTITY);
            FlatTrees trees = FlatTreesOf.ensemble(ensemble, random.nominal());
            double[] events = random.events(200);
            TreeLayout nodes = new RankedNodes(trees, Thresholds.of(trees), Lanes.VECTOR, 0);

            for (int count : new int[] {0, 1, 7, 8, 63, 64, 65, 72, 127, 128, 129, 200}) {
                double[] expected = new double[count];
                new PlainNodes(trees).add(events, count, expected);
                double[] scores = new double[count];
                nodes.add(events, count, scores);
                assertSameBits(scores, expected);
            }
        }
    }

    @Test
    void moreThresholdsThanSixteenBitsCount() {
        RandomTrees random = new RandomTrees(6, 1);
        TreeEnsemble ensemble = random.ensemble(12, 30_000, 0, 1, ScorerForm.Link.IDENTITY);
        FlatTrees trees = FlatTreesOf.ensemble(ensemble, random.nominal());
        Thresholds thresholds = Thresholds.of(trees);
        double[] events = random.events(130);
        double[] expected = new double[130];
        new PlainNodes(trees).add(events, 130, expected);

        assertThat(thresholds.most()).isGreaterThan(1 << 16);
        assertThat(NodeTable.of(trees, thresholds).wide()).isTrue();
        for (Lanes lanes : Lanes.values()) {
            double[] scores = new double[130];
            new RankedNodes(trees, thresholds, lanes, 0).add(events, 130, scores);
            assertSameBits(scores, expected);
        }
    }

    @Test
    void vectorsComeInAfterTheFirstEvents() {
        RandomTrees random = new RandomTrees(8, 3);
        FlatTrees trees =
                FlatTreesOf.ensemble(random.ensemble(3, 100, 0, 1, ScorerForm.Link.IDENTITY), random.nominal());
        TreeLayout nodes = new RankedNodes(trees, Thresholds.of(trees), Lanes.VECTOR, 100);

        nodes.add(random.events(100), 100, new double[100]);
        assertThat(nodes.name()).isEqualTo("ranked-nodes, scalar");
        nodes.add(random.events(100), 100, new double[100]);
        assertThat(nodes.name()).isEqualTo("ranked-nodes, vector");
    }

    @Test
    void bothZerosStandOnTheSameSideOfBothZeros() {
        for (double threshold : new double[] {0.0, -0.0}) {
            for (int position : new int[] {0, 3}) {
                TreeEnsembleBuilder builder = new TreeEnsembleBuilder(new int[] {position}, 1);
                builder.tree();
                int node = builder.split(0, threshold);
                builder.leaf(1);
                builder.otherChild(node);
                builder.leaf(2);
                TreeEnsemble ensemble = builder.build(new double[1], ScorerForm.Link.IDENTITY);

                assertThat(scores(ensemble, new double[] {0.0, -0.0, Double.NaN, Double.MIN_VALUE}, 4))
                        .containsExactly(1, 1, 2, 2);
            }
        }
    }

    @Test
    void treesThatShareBranchesAreWalkedPlainly() {
        // the second child of both inner nodes is the last leaf
        FlatTrees trees = new FlatTrees(
                new boolean[1],
                new int[] {0},
                new int[] {0, 0, -1, -1},
                new double[] {5, 2, 0, 0},
                new int[] {3, 3, 0, 1},
                new double[] {10, 20},
                1);
        TreeEnsemble ensemble = new TreeEnsemble(trees, new double[1], ScorerForm.Link.IDENTITY);

        assertThat(ensemble.method()).isEqualTo("plain-nodes");
        assertThat(scores(ensemble, new double[] {1, 3, 7}, 3)).containsExactly(10, 20, 20);
    }

    @Test
    void aThresholdThatIsNoNumberNeverHolds() {
        TreeEnsembleBuilder builder = new TreeEnsembleBuilder(new int[1], 1);
        builder.tree();
        int node = builder.split(0, Double.NaN);
        builder.leaf(1);
        builder.otherChild(node);
        builder.leaf(2);

        assertThat(scores(builder.build(new double[1], ScorerForm.Link.IDENTITY), new double[] {0, Double.NaN}, 2))
                .containsExactly(2, 2);
    }

    private static double[] scores(TreeEnsemble ensemble, double[] events, int count) {
        double[] scores = new double[count * ensemble.outputs()];
        ensemble.score(events, count, scores);
        return scores;
    }

    private static void assertSameBits(double[] scores, double[] expected) {
        assertThat(Arrays.stream(scores).mapToLong(Double::doubleToRawLongBits).toArray())
                .isEqualTo(Arrays.stream(expected)
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray());
    }
}
