package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.traffic.PredictionEvent;
import dev.understudy.engine.traffic.PredictionFailure;

/** What became of one event. */
sealed interface Scored {
    /** It has a prediction, which nobody has logged yet. */
    record Done(PredictionEvent prediction) implements Scored {}

    /** The model cannot use it: the caller's doing. */
    record Unusable(ErrorCode code, String reason) implements Scored {}

    /** It failed on our side. */
    record Failed(PredictionFailure failure, String reason) implements Scored {}
}
