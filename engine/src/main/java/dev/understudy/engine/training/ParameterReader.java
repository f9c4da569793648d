package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.TrainingSection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads an algorithm's parameters with their defaults and bounds; complains about those that it does not have. */
final class ParameterReader {
    private final TrainingSection section;
    private final Set<String> asked = new TreeSet<>();

    ParameterReader(TrainingSection section) {
        this.section = section;
    }

    int integer(String name, int otherwise, int least, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid(name, "expected a whole number, and found " + text);
        }
        throw invalid(name, "expected a whole number from " + least + " to " + most + ", and found " + text);
    }

    double number(String name, double otherwise, double least, double most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw invalid(name, "expected a number, and found " + text);
        }
        throw invalid(name, "expected a number from " + least + " to " + most + ", and found " + text);
    }

    void noMore() {
        for (String name : section.parameters().keySet()) {
            if (!asked.contains(name)) {
                throw invalid(
                        name,
                        "not a parameter of " + section.algorithm() + "; expected one of " + String.join(", ", asked));
            }
        }
    }

    private @Nullable String text(String name) {
        asked.add(name);
        return section.parameters().get(name);
    }

    private static UnderstudyException invalid(String name, String why) {
        return new UnderstudyException(ErrorCode.TRAINING_INVALID, "training.parameters." + name + ": " + why);
    }
}
