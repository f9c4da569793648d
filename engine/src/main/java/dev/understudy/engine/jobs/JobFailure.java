package dev.understudy.engine.jobs;

import dev.understudy.engine.common.Quoted;

/**
 * Why a job failed, or has to be tried again.
 *
 * @param code stable, such as {@code data-invalid}
 * @param reason in words, with nothing in it that its owner must not read
 */
public record JobFailure(String code, String reason) {
    /** Its owner took it back. */
    public static final JobFailure CANCELLED = new JobFailure("cancelled", "the job was cancelled");
    /** The last of all tries ended with its worker. */
    public static final JobFailure WORKER_LOST =
            new JobFailure("worker-lost", "each of its workers ended, or stopped answering, while working on it");

    /** The longest reason that is kept, in characters. */
    public static final int LONGEST_REASON = 1_000;

    /** The reason on one line, without what no database keeps, and cut where it is too long. */
    public JobFailure {
        reason = reason.codePoints()
                .map(point -> Quoted.isShowable(point) ? point : ' ')
                .limit(LONGEST_REASON)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
