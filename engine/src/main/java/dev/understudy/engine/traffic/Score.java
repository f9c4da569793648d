package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model says of an event. Two scores are equal when they are the same bit for bit. */
public sealed interface Score {
    /**
     * A probability of the positive class, or a predicted number.
     *
     * @param value finite; there is one zero, and it is positive, since not every database keeps the other
     */
    record Single(double value) implements Score {
        public Single {
            checkFinite(value);
            value += 0.0;
        }
    }

    /**
     * A probability for each class.
     *
     * @param byClass class to probability, in the model's order of classes
     */
    record PerClass(Map<String, Double> byClass) implements Score {
        public PerClass {
            byClass.values().forEach(Score::checkFinite);
            byClass = Collections.unmodifiableMap(new LinkedHashMap<>(byClass));
        }

        /** A probability for each of these classes, in their order. */
        public static PerClass of(List<String> classes, double[] probabilities) {
            Map<String, Double> byClass = LinkedHashMap.newLinkedHashMap(classes.size());
            for (int i = 0; i < classes.size(); i++) {
                byClass.put(classes.get(i), probabilities[i]);
            }
            return new PerClass(byClass);
        }

        /** Reads the JSON in which the log keeps it. */
        public static PerClass ofLogged(String json) {
            return ClassScoresJson.read(json);
        }

        /** The probabilities in the order of the classes. */
        public List<Double> probabilities() {
            return new ArrayList<>(byClass.values());
        }
    }

    private static void checkFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new UnderstudyException(ErrorCode.DATA_INVALID, "a score must be finite, and is " + value);
        }
    }
}
