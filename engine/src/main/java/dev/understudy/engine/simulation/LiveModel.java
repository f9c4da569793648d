package dev.understudy.engine.simulation;

import dev.understudy.engine.common.VersionName;

/** What the candidate is compared with. */
public sealed interface LiveModel {
    /**
     * A version that was trained here. Its log is checked against it, and what it did not log is replayed.
     *
     * @param model the version
     */
    record Version(SimulatedModel model) implements LiveModel {}

    /**
     * A version of which no log is asked: all that it says is replayed.
     *
     * @param model the version
     */
    record Replayed(SimulatedModel model) implements LiveModel {}

    /**
     * A model that lives elsewhere. Only its log is known, which cannot be checked.
     *
     * @param version its name
     */
    record External(VersionName version) implements LiveModel {}

    /** Nothing is live: the constant predictor at the candidate's training rates. */
    record None() implements LiveModel {}
}
