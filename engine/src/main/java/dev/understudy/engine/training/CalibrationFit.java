package dev.understudy.engine.training;

import dev.understudy.engine.model.Calibration;
import dev.understudy.engine.model.IsotonicCalibration;
import dev.understudy.engine.model.PlattCalibration;
import dev.understudy.engine.task.CalibrationMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Fits calibrations to what a model said of events that it had not seen: one curve an output, each class against the rest. */
final class CalibrationFit {
    /** A curve that changes nothing, where a class was never there before or never after. */
    private static final double[] UNCHANGED = {1, 0};

    private CalibrationFit() {}

    static Optional<Calibration> of(CalibrationMethod method, OutOfTime held) {
        return switch (method) {
            case NONE -> Optional.empty();
            case PLATT -> Optional.of(platt(held));
            case ISOTONIC -> Optional.of(isotonic(held));
        };
    }

    private static Calibration platt(OutOfTime held) {
        double[] curves = new double[2 * held.outputs()];
        for (int output = 0; output < held.outputs(); output++) {
            double[] curve = UNCHANGED;
            if (isSeen(held, output)) {
                double[] scores = held.ofOutput(output);
                for (int row = 0; row < scores.length; row++) {
                    scores[row] = PlattCalibration.logOdds(scores[row]);
                }
                curve = PlattFit.of(scores, held.isOfOutput(output));
            }
            curves[2 * output] = curve[0];
            curves[2 * output + 1] = curve[1];
        }
        return new PlattCalibration(curves);
    }

    private static Calibration isotonic(OutOfTime held) {
        List<IsotonicFit.Knot> knots = new ArrayList<>();
        int[] starts = new int[held.outputs() + 1];
        for (int output = 0; output < held.outputs(); output++) {
            knots.addAll(
                    isSeen(held, output)
                            ? IsotonicFit.of(held.ofOutput(output), held.isOfOutput(output))
                            : List.of(new IsotonicFit.Knot(0, 0), new IsotonicFit.Knot(1, 1)));
            starts[output + 1] = knots.size();
        }
        return new IsotonicCalibration(
                starts,
                knots.stream().mapToDouble(IsotonicFit.Knot::score).toArray(),
                knots.stream().mapToDouble(IsotonicFit.Knot::probability).toArray());
    }

    private static boolean isSeen(OutOfTime held, int output) {
        boolean[] is = held.isOfOutput(output);
        return held.known()[output] && IntStream.range(0, is.length).anyMatch(row -> is[row]);
    }
}
