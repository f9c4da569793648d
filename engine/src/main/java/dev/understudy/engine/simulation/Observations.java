package dev.understudy.engine.simulation;

import dev.understudy.engine.statistics.Calibration;
import dev.understudy.engine.statistics.ScoreShift;
import dev.understudy.engine.statistics.SliceFindings;
import java.util.Objects;
import java.util.Optional;

/**
 * What a simulation found besides the metrics. Nothing of it decides.
 *
 * @param calibration how far both models' scores are probabilities: P(positive) of a binary task, of several classes what a
 *     model says of the label that it gives; empty for a regression, where there are too few outcomes, and in simulations
 *     of versions that did not measure it
 * @param scoreShift how differently the models spread their scores, or predictions; empty where there are none
 * @param slices where the candidate seems to be worse
 * @param maturity how outcomes come in; empty in simulations of versions that did not look at it
 */
public record Observations(
        Optional<Calibration> calibration,
        Optional<ScoreShift> scoreShift,
        SliceFindings slices,
        Optional<OutcomeMaturity> maturity) {
    public Observations {
        calibration = Objects.requireNonNullElse(calibration, Optional.empty());
        scoreShift = Objects.requireNonNullElse(scoreShift, Optional.empty());
        slices = Objects.requireNonNullElseGet(slices, SliceFindings::none);
        maturity = Objects.requireNonNullElse(maturity, Optional.empty());
    }

    /** Nothing was looked at. */
    public static Observations none() {
        return new Observations(Optional.empty(), Optional.empty(), SliceFindings.none(), Optional.empty());
    }
}
