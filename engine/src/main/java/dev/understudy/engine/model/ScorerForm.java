package dev.understudy.engine.model;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;

/**
 * Which compiled kind a model is.
 *
 * @param kind the kind
 * @param link what is applied to its sums
 */
public record ScorerForm(Kind kind, Link link) {
    /** The compiled kinds. */
    public enum Kind {
        TREE_ENSEMBLE,
        LINEAR,
        NETWORK
    }

    /** From sums to scores. Only exactly specified functions are used, so that every machine gets the same bits. */
    public enum Link {
        /** The sum itself. */
        IDENTITY,
        /** The logistic function. */
        SIGMOID,
        /** Exponentials that add up to one. */
        SOFTMAX;

        /**
         * Makes scores of an event's sums, in place.
         *
         * @param scores sums, then scores
         * @param from the event's first
         * @param outputs how many it has
         */
        public void apply(double[] scores, int from, int outputs) {
            switch (this) {
                case IDENTITY -> {}
                case SIGMOID -> {
                    for (int i = from; i < from + outputs; i++) {
                        scores[i] = 1 / (1 + StrictMath.exp(-scores[i]));
                    }
                }
                case SOFTMAX -> softmax(scores, from, outputs);
            }
        }

        private static void softmax(double[] scores, int from, int outputs) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + outputs; i++) {
                largest = Math.max(largest, scores[i]);
            }
            double sum = 0;
            for (int i = from; i < from + outputs; i++) {
                scores[i] = StrictMath.exp(scores[i] - largest);
                sum += scores[i];
            }
            for (int i = from; i < from + outputs; i++) {
                scores[i] /= sum;
            }
        }
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E ofKey(E[] values, String key) {
        Function<E, String> name = ScorerForm::key;
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(key))
                .findFirst()
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.ARTIFACT_INVALID,
                        "the manifest says " + key + " where this version knows "
                                + String.join(
                                        ", ", Arrays.stream(values).map(name).toList())));
    }
}
