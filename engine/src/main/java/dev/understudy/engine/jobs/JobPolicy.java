package dev.understudy.engine.jobs;

import java.time.Duration;

/**
 * The rules of a queue.
 *
 * @param tries how often a job is tried before it is set aside, at least 1
 * @param firstBackOff how long it waits after its first failed try; doubled with each further one
 * @param longestBackOff the longest such wait
 * @param lease how long a worker may work on a job before it renews its lease
 * @param capacity how many jobs of a task may wait before no more are taken
 * @param kept how long an ended job can be asked for
 */
public record JobPolicy(
        int tries, Duration firstBackOff, Duration longestBackOff, Duration lease, long capacity, Duration kept) {
    /** What fits predictions. */
    public static final JobPolicy STANDARD = new JobPolicy(
            5, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(30), 100_000, Duration.ofDays(7));

    public JobPolicy {
        if (tries < 1 || capacity < 1 || !lease.isPositive() || firstBackOff.isNegative()) {
            throw new IllegalArgumentException(
                    "tries, capacity and lease are above 0, and the first back-off is at least 0");
        }
    }

    /**
     * How long a job waits after a failed try.
     *
     * @param attempt the how manieth failed, from 1
     */
    public Duration backOff(int attempt) {
        if (attempt < 1) {
            throw new IllegalArgumentException("tries count from 1, and not from " + attempt);
        }
        Duration wait = firstBackOff;
        for (int i = 1; i < attempt && wait.compareTo(longestBackOff) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestBackOff) < 0 ? wait : longestBackOff;
    }
}
