package dev.understudy.engine.jobs;

import dev.understudy.engine.serving.Refusal;

/** What a call that hands a job in gets. */
public sealed interface JobAnswer {
    /**
     * The queue was asked.
     *
     * @param submitted what it said
     */
    record Queued(Submitted submitted) implements JobAnswer {}

    /**
     * The queue was not asked, since one event can never be taken.
     *
     * @param refusal which and why
     */
    record Refused(Refusal refusal) implements JobAnswer {}
}
