package dev.understudy.engine.simulation;

import dev.understudy.engine.model.CompiledModel;
import dev.understudy.engine.traffic.Prediction;
import dev.understudy.engine.traffic.Score;
import java.util.Optional;

/**
 * What one model says of one event.
 *
 * @param score its score
 * @param label its label; empty for a regression
 */
record Opinion(Score score, Optional<String> label) {
    static Opinion computed(CompiledModel model, double[] numbers, int from) {
        return new Opinion(model.toScore(numbers, from), model.label(numbers, from));
    }

    static Opinion logged(Prediction prediction) {
        return new Opinion(prediction.score(), prediction.label());
    }

    /** The number that speaks for this class: the probability of it, or the score itself where there is only one. */
    double of(String className) {
        return switch (score) {
            case Score.Single(double value) -> value;
            case Score.PerClass(var byClass) -> byClass.getOrDefault(className, 0.0);
        };
    }
}
