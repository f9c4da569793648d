package dev.understudy.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TreeShapTest {
    private static final int TRAINING_EVENTS = 200;

    private static int[] ints(SortedMap<String, Tensor> tensors, String name) {
        return ((Tensor.Ints) tensors.get(name)).values();
    }

    private static double[] doubles(SortedMap<String, Tensor> tensors, String name) {
        return ((Tensor.Doubles) tensors.get(name)).values();
    }

    /** A tree's expectation where some columns are known, by its definition (Lundberg et al., 2018, algorithm 1). */
    @SuppressWarnings("ArrayRecordComponent")
    private record Game(SortedMap<String, Tensor> tensors, boolean[] nominal, double[] row, int outputs, int output) {
        double worth(int known) {
            double sum = doubles(tensors, "base")[output];
            for (int root : ints(tensors, "tree.root")) {
                sum += below(root, known);
            }
            return sum;
        }

        private double below(int node, int known) {
            int column = ints(tensors, "node.feature")[node];
            int other = ints(tensors, "node.other")[node];
            if (column < 0) {
                return doubles(tensors, "leaf.value")[other * outputs + output];
            }
            double threshold = doubles(tensors, "node.threshold")[node];
            if ((known >> column & 1) == 1) {
                boolean holds = nominal[column] ? row[column] == threshold : row[column] <= threshold;
                return below(holds ? node + 1 : other, known);
            }
            int[] cover = ints(tensors, "node.cover");
            return cover[node] == 0
                    ? 0
                    : (cover[node + 1] * below(node + 1, known) + cover[other] * below(other, known)) / cover[node];
        }
    }

    @ParameterizedTest(name = "{0} trees of {1} leaves, {3} outputs")
    @CsvSource({"1, 2, 0, 1", "1, 6, 0, 1", "4, 40, 0, 1", "3, 25, 1, 2", "5, 60, 0.5, 3", "1, 1, 0, 1"})
    void contributionsAreThoseOfAllSubsets(int trees, int leaves, double vine, int outputs) {
        int width = 6;
        RandomTrees random = new RandomTrees(trees * 100L + leaves, width);
        TreeEnsemble ensemble = random.ensemble(trees, leaves, vine, outputs, ScorerForm.Link.IDENTITY)
                .over(EncodedEvents.of(random.events(TRAINING_EVENTS), TRAINING_EVENTS));
        double[] events = random.events(30);

        for (int event = 0; event < 30; event++) {
            double[] row = Arrays.copyOfRange(events, event * width, (event + 1) * width);
            double[] actual = new double[outputs * width];
            ensemble.attribution().add(row, 0, actual);
            for (int output = 0; output < outputs; output++) {
                Game game = new Game(ensemble.tensors(), random.nominal(), row, outputs, output);
                double[] expected = BruteForceShapley.of(width, game::worth);
                assertThat(Arrays.copyOfRange(actual, output * width, (output + 1) * width))
                        .as("event %d, output %d", event, output)
                        .containsExactly(expected, within(1e-9));
                assertThat(ensemble.attribution().expected()[output]).isCloseTo(game.worth(0), within(1e-9));
            }
        }
    }

    @ParameterizedTest(name = "{0} leaves, {1} columns")
    @CsvSource({"3000, 40, 0", "400, 300, 1", "64, 500, 0.3"})
    void deepAndWideTreesAddUpToTheSum(int leaves, int width, double vine) {
        RandomTrees random = new RandomTrees(leaves, width);
        TreeEnsemble ensemble = random.ensemble(5, leaves, vine, 1, ScorerForm.Link.SIGMOID)
                .over(EncodedEvents.of(random.events(TRAINING_EVENTS), TRAINING_EVENTS));
        int count = 20;
        double[] events = random.events(count);
        double[] sums = new double[count];
        ensemble.sums(events, count, sums);

        for (int event = 0; event < count; event++) {
            double[] contributions = new double[width];
            ensemble.attribution().add(events, event * width, contributions);
            assertThat(ensemble.attribution().expected()[0]
                            + Arrays.stream(contributions).sum())
                    .as("event %d", event)
                    .isCloseTo(sums[event], within(1e-9 * Math.max(1, Math.abs(sums[event]))));
        }
    }

    @Test
    void theBaseIsTheMeanSumOfTheTrainingEvents() {
        RandomTrees random = new RandomTrees(3, 8);
        double[] training = random.events(TRAINING_EVENTS);
        TreeEnsemble ensemble = random.ensemble(7, 30, 0.2, 2, ScorerForm.Link.SOFTMAX)
                .over(EncodedEvents.of(training, TRAINING_EVENTS));
        double[] sums = new double[TRAINING_EVENTS * 2];
        ensemble.sums(training, TRAINING_EVENTS, sums);

        for (int output = 0; output < 2; output++) {
            double mean = 0;
            for (int row = 0; row < TRAINING_EVENTS; row++) {
                mean += sums[row * 2 + output] / TRAINING_EVENTS;
            }
            assertThat(ensemble.attribution().expected()[output]).isCloseTo(mean, within(1e-9));
        }
    }
}
