package dev.understudy.engine.training;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.task.CalibrationMethod;
import dev.understudy.engine.task.TrainingOptions;
import dev.understudy.engine.task.TrainingSection;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a user wants otherwise than the task file says, for one training.
 *
 * @param algorithm another algorithm; the file's parameters are then dropped
 * @param settings paths under {@code training} and their values; a bare name that is none of its keys is a parameter
 */
public record TrainingOverrides(Optional<String> algorithm, Map<String, String> settings) {
    private static final String PARAMETERS = "parameters.";

    public TrainingOverrides {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** The task file as it is. */
    public static TrainingOverrides none() {
        return new TrainingOverrides(Optional.empty(), Map.of());
    }

    /**
     * The section with these changes.
     *
     * @throws UnderstudyException TRAINING_INVALID or NOT_AVAILABLE, naming the path
     */
    public TrainingSection applyTo(TrainingSection section) {
        String chosen = algorithm.orElse(settings.getOrDefault("algorithm", section.algorithm()));
        Map<String, String> parameters =
                new LinkedHashMap<>(chosen.equals(section.algorithm()) ? section.parameters() : Map.of());
        long seed = section.seed();
        Optional<Duration> window = section.window();
        TrainingOptions options = section.options();
        OptionalInt trials = section.trials();
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            String value = setting.getValue();
            switch (setting.getKey()) {
                case "algorithm" -> {} // chosen above
                case "seed" -> seed = seed(value);
                case "window" -> window = Optional.of(window(value));
                case "classWeights" -> options = options.withBalanced(balanced(value));
                case "calibration" -> options = options.withCalibration(calibration(value));
                case "text.dimensions" -> options = options.withTextDimensions(dimensions(value));
                case "tuning.trials" -> trials = OptionalInt.of(trials(value));
                default -> parameters.put(parameter(setting.getKey()), value);
            }
        }
        return new TrainingSection(chosen, window, seed, parameters, options, trials);
    }

    private static String parameter(String path) {
        return path.startsWith(PARAMETERS) ? path.substring(PARAMETERS.length()) : path;
    }

    private static int trials(String value) {
        try {
            int trials = Integer.parseInt(value);
            if (trials >= 2 && trials <= TrainingSection.MOST_TRIALS) {
                return trials;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UnderstudyException(
                ErrorCode.TRAINING_INVALID,
                "training.tuning.trials: expected a whole number from 2 to " + TrainingSection.MOST_TRIALS
                        + ", and found " + value);
    }

    private static boolean balanced(String value) {
        return switch (value) {
            case "balanced" -> true;
            case "none" -> false;
            default ->
                throw new UnderstudyException(
                        ErrorCode.TRAINING_INVALID,
                        "training.classWeights: expected balanced or none, and found " + value);
        };
    }

    private static CalibrationMethod calibration(String value) {
        return Arrays.stream(CalibrationMethod.values())
                .filter(method -> method.key().equals(value))
                .findFirst()
                .orElseThrow(() -> new UnderstudyException(
                        ErrorCode.TRAINING_INVALID,
                        "training.calibration: expected one of none, platt, isotonic, and found " + value));
    }

    private static int dimensions(String value) {
        try {
            int dimensions = Integer.parseInt(value);
            if (dimensions >= TrainingOptions.LEAST_DIMENSIONS && dimensions <= TrainingOptions.MOST_DIMENSIONS) {
                return dimensions;
            }
        } catch (NumberFormatException e) {
            throw dimensionsInvalid(value);
        }
        throw dimensionsInvalid(value);
    }

    private static UnderstudyException dimensionsInvalid(String value) {
        return new UnderstudyException(
                ErrorCode.TRAINING_INVALID,
                "training.text.dimensions: expected a whole number from " + TrainingOptions.LEAST_DIMENSIONS + " to "
                        + TrainingOptions.MOST_DIMENSIONS + ", and found " + value);
    }

    private static long seed(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID, "training.seed: expected a whole number, and found " + value, e);
        }
    }

    private static Duration window(String value) {
        try {
            Duration duration = Duration.parse(value);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw new UnderstudyException(
                    ErrorCode.TRAINING_INVALID,
                    "training.window: expected an ISO-8601 duration such as P730D, and found " + value,
                    e);
        }
        throw new UnderstudyException(
                ErrorCode.TRAINING_INVALID, "training.window: expected a duration above zero, and found " + value);
    }
}
