package dev.understudy.engine.training;

import dev.understudy.engine.task.TrainingOptions;
import java.util.Arrays;

/** How much an event of each class counts in training. */
final class ClassWeights {
    private ClassWeights() {}

    /** One number a class: 1, or balanced, so that each class counts the same in all and the events' mean weight is 1. */
    static double[] of(TrainingSet set, TrainingOptions options) {
        int classes = set.space().classes().size();
        double[] weights = new double[classes];
        Arrays.fill(weights, 1);
        if (options.balanced()) {
            for (int of = 0; of < classes; of++) {
                weights[of] = 1 / (classes * set.space().rates().get(of));
            }
        }
        return weights;
    }
}
