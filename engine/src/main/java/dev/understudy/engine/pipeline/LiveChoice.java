package dev.understudy.engine.pipeline;

import dev.understudy.engine.common.VersionName;

/** Which model a candidate is to be compared with. */
public sealed interface LiveChoice {
    /** What the config repository says is live: production's, else staging's. */
    record AsReleased() implements LiveChoice {}

    /**
     * A certain version.
     *
     * @param version the version
     */
    record Named(VersionName version) implements LiveChoice {}

    /** No model: the constant predictor at the candidate's training rates, which the candidate must beat. */
    record Nothing() implements LiveChoice {}

    /** Reads the choice as a user writes it: a version or {@code none}. */
    static LiveChoice of(String text) {
        return text.equals("none") ? new Nothing() : new Named(new VersionName(text));
    }
}
