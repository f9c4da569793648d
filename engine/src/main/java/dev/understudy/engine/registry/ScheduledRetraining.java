package dev.understudy.engine.registry;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.common.VersionName;
import java.time.Instant;
import java.util.Optional;

/**
 * A scheduled retraining, and how far it has come.
 *
 * @param key which one
 * @param state the last of its steps that is done
 * @param version the candidate, once it is trained
 * @param simulation its simulation, once it is made
 * @param released what the release changed, once that is done
 * @param startedAt when it was first asked for
 * @param endedAt when the last step was done that was asked for; empty where it was interrupted
 */
public record ScheduledRetraining(
        Key key,
        State state,
        Optional<VersionName> version,
        Optional<String> simulation,
        Optional<Released> released,
        Instant startedAt,
        Optional<Instant> endedAt) {
    /**
     * Which retraining: the same key is the same one, whoever asks and however often.
     *
     * @param task the task
     * @param asOf the moment that it is for
     * @param specification digest of what the task file says of training, simulation and gate
     */
    public record Key(TaskName task, Instant asOf, Digest specification) {}

    /** The steps, in their order. */
    public enum State {
        STARTED,
        TRAINED,
        SIMULATED,
        RELEASED
    }

    /**
     * A release as it was recorded.
     *
     * @param environment where
     * @param release its counter there
     * @param commit the commit that made it
     * @param branch the branch that it was proposed on, if that is known
     * @param pullRequest its pull request, if there is one
     */
    public record Released(
            String environment, long release, String commit, Optional<String> branch, Optional<String> pullRequest) {}
}
