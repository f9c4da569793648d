package dev.understudy.engine.jobs;

import java.time.Duration;

/**
 * The rules of a worker.
 *
 * @param threads how many threads work on jobs
 * @param jobs how many jobs a thread claims at a time, at most
 * @param events how many events are predicted together, at most; a job with more of them is predicted alone
 * @param timeLimit how long a try may take. Jobs that are predicted together share it; where it is over, their try has
 *     failed, and from then on each comes alone
 * @param mostStuck how many threads may go on beyond their limit before the process has to end. A thread cannot be
 *     killed, and to interrupt one could close the embedded database's file under it: it is left alone, and another
 *     takes its place
 * @param grace how long an ending worker waits for what is under way, before it gives it back
 */
public record WorkerPolicy(int threads, int jobs, int events, Duration timeLimit, int mostStuck, Duration grace) {
    /** The code of a failure by time limit. */
    public static final String TIMED_OUT = "timed-out";
    /** How long an ending worker that {@link #of} describes waits. */
    public static final Duration GRACE = Duration.ofSeconds(8);

    public WorkerPolicy {
        if (threads < 1 || jobs < 1 || events < 1 || !timeLimit.isPositive() || mostStuck < 0 || grace.isNegative()) {
            throw new IllegalArgumentException(
                    "threads, jobs, events and time limit are above 0, and stuck threads and grace at least 0");
        }
    }

    /**
     * What fits predictions.
     *
     * @param threads how many threads work on jobs
     * @param timeLimit how long a try may take
     */
    public static WorkerPolicy of(int threads, Duration timeLimit) {
        return new WorkerPolicy(threads, 250, 10_000, timeLimit, Math.max(8, 2 * threads), GRACE);
    }

    /** Why a try failed that took too long. */
    JobFailure timedOut() {
        return new JobFailure(TIMED_OUT, "it was not done within " + timeLimit.toMillis() / 1_000.0 + " s");
    }
}
