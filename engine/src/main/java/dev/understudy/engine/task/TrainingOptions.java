package dev.understudy.engine.task;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What training does beside the algorithm.
 *
 * @param balanced whether each class counts the same in all, whatever its share
 * @param calibration how scores are made probabilities
 * @param textDimensions positions that the terms of a text are hashed to
 */
public record TrainingOptions(boolean balanced, CalibrationMethod calibration, int textDimensions) {
    /** Fewest positions for the terms of texts. */
    public static final int LEAST_DIMENSIONS = 16;
    /** Most positions for the terms of texts. */
    public static final int MOST_DIMENSIONS = 65_536;

    private static final int DEFAULT_DIMENSIONS = 4_096;
    private static final TrainingOptions NONE = new TrainingOptions(false, CalibrationMethod.NONE, DEFAULT_DIMENSIONS);

    /** Nothing beside the algorithm. */
    public static TrainingOptions none() {
        return NONE;
    }

    /** These options with other class weights. */
    public TrainingOptions withBalanced(boolean wanted) {
        return new TrainingOptions(wanted, calibration, textDimensions);
    }

    /** These options with another calibration. */
    public TrainingOptions withCalibration(CalibrationMethod wanted) {
        return new TrainingOptions(balanced, wanted, textDimensions);
    }

    /** These options with another number of positions for the terms of texts. */
    public TrainingOptions withTextDimensions(int wanted) {
        return new TrainingOptions(balanced, calibration, wanted);
    }

    /** Those that are not as usual, by their paths under {@code training}. */
    public SortedMap<String, String> unusual() {
        SortedMap<String, String> unusual = new TreeMap<>();
        if (balanced) {
            unusual.put("classWeights", "balanced");
        }
        if (calibration != CalibrationMethod.NONE) {
            unusual.put("calibration", calibration.key());
        }
        if (textDimensions != DEFAULT_DIMENSIONS) {
            unusual.put("text.dimensions", Integer.toString(textDimensions));
        }
        return unusual;
    }
}
