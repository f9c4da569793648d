package dev.understudy.engine.release;

import dev.understudy.engine.common.Digest;

/**
 * What one pod says of a task.
 *
 * @param pod its address
 * @param answer what it says
 */
public record PodReport(String pod, Answer answer) {
    /** What a pod can say. */
    public sealed interface Answer {}

    /**
     * It serves a model.
     *
     * @param version by its name
     * @param digest of the model
     */
    public record Serves(String version, Digest digest) implements Answer {}

    /**
     * It answers, and serves no model of the task.
     *
     * @param reason in a few words
     */
    public record NotReady(String reason) implements Answer {}

    /**
     * It does not answer.
     *
     * @param reason in a few words
     */
    public record Away(String reason) implements Answer {}
}
