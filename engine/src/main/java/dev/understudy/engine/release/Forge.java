package dev.understudy.engine.release;

import java.util.Optional;

/** Brings a proposed change to the main branch: the place where pull requests are, or what stands in for it. */
public interface Forge {
    /**
     * Opens a pull request for the change, or finds the one that is open for its branch; where there are none, merges.
     *
     * @return what came of it; empty if the main branch moved on, so that the change must be decided anew
     */
    Optional<PublishOutcome> publish(ProposedChange proposed);

    /** For a repository without a forge: merges at once, with a commit that says what a pull request would. */
    static Forge mergingAtOnce(ConfigRepository repository) {
        return proposed -> repository
                .merge(proposed)
                .<PublishOutcome>map(
                        commit -> new PublishOutcome.Merged(proposed.change().pointer(), proposed.branch(), commit));
    }
}
