package dev.understudy.engine.features;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.HashSet;
import java.util.List;

/** How one feature is encoded, as learnt from the training snapshot. */
public sealed interface EncodedFeature {
    /** The feature's name. */
    String name();

    /** How many numbers it becomes. */
    int width();

    /**
     * A number. A missing one becomes the training median; where values were missing in training, a second number says
     * whether it was (1) or not (0).
     *
     * @param name the feature
     * @param imputation the training median, 0 if nothing was ever there
     * @param missingIndicator whether the second number is there
     * @param least smallest training value
     * @param most largest training value
     */
    record Numeric(String name, double imputation, boolean missingIndicator, double least, double most)
            implements EncodedFeature {
        public Numeric {
            if (!Double.isFinite(imputation) || !Double.isFinite(least) || !Double.isFinite(most) || least > most) {
                throw new UnderstudyException(
                        ErrorCode.ARTIFACT_INVALID,
                        "the numbers of the feature " + name + " are not finite and ordered");
            }
        }

        @Override
        public int width() {
            return missingIndicator ? 2 : 1;
        }
    }

    /**
     * One of a set of texts, as its position; then one position for missing, and one for whatever training had not seen.
     *
     * @param name the feature
     * @param categories the training texts, sorted
     */
    record Categorical(String name, List<String> categories) implements EncodedFeature {
        public Categorical {
            categories = List.copyOf(categories);
            if (new HashSet<>(categories).size() != categories.size()) {
                throw new UnderstudyException(
                        ErrorCode.ARTIFACT_INVALID, "a category of the feature " + name + " is there twice");
            }
        }

        @Override
        public int width() {
            return 1;
        }

        /** The position of a missing value. */
        public int missing() {
            return categories.size();
        }

        /** The position of a value that training had not seen. */
        public int unseen() {
            return categories.size() + 1;
        }

        /** How many positions there are. */
        public int positions() {
            return categories.size() + 2;
        }
    }

    /**
     * A text, as the weights of its hashed words and word pairs; a missing text is an empty one.
     *
     * @param name the feature
     * @param documents how many training texts there were
     * @param frequencies how many of them have a term at each position that terms are hashed to
     * @param kept the positions that become numbers, ascending
     * @param evidence further numbers behind them, each a sum over all positions: what a position's weight is multiplied
     *     by, one number a position
     */
    record Text(String name, int documents, List<Integer> frequencies, List<Integer> kept, List<List<Double>> evidence)
            implements EncodedFeature {
        public Text {
            frequencies = List.copyOf(frequencies);
            kept = List.copyOf(kept);
            evidence = evidence.stream().map(List::copyOf).toList();
            int dimensions = frequencies.size();
            boolean sums = evidence.stream()
                    .allMatch(factors ->
                            factors.size() == dimensions && factors.stream().allMatch(Double::isFinite));
            int most = documents;
            boolean counts = frequencies.stream().allMatch(count -> count >= 0 && count <= most);
            boolean ascending = true;
            int before = -1;
            for (int position : kept) {
                ascending &= position > before;
                before = position;
            }
            if (!counts || !sums || !ascending || kept.isEmpty() || before >= frequencies.size()) {
                throw new UnderstudyException(
                        ErrorCode.ARTIFACT_INVALID,
                        "the frequencies or positions of the text feature " + name + " do not fit each other");
            }
        }

        @Override
        public int width() {
            return kept.size() + evidence.size();
        }

        /** How many positions terms are hashed to. */
        public int dimensions() {
            return frequencies.size();
        }
    }
}
