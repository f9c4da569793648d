package dev.understudy.engine.jobs;

import dev.understudy.engine.common.UnderstudyException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A queue of jobs that loses none: what a call has returned survives a kill of this process and of the queue's own.
 * Leases, back-off and ages go by the queue's clock, not by a worker's. A job is worked on by one worker at a time; where
 * its lease has lapsed another may claim it, and what the earlier one tells is refused from then on. Thread-safe; calls
 * of many threads share their commits.
 *
 * <p>Every method throws {@link UnderstudyException} with DATABASE_UNAVAILABLE (or QUEUE_UNAVAILABLE where the queue is
 * not the database) if the queue does not answer; then it is not known whether what was told has arrived, and telling it
 * again does no harm.
 */
public interface JobQueue extends AutoCloseable {
    /** Takes a job; when this returns Accepted, it is durable. */
    Submitted submit(JobSubmission job);

    /** A job, as long as it is kept. */
    Optional<Job> find(JobId id);

    /** Takes a job back. */
    Cancellation cancel(JobId id);

    /**
     * Claims jobs that are due, those of high priority first, and waits for some where there are none. A job that has been
     * tried before comes alone, so that one that ends its worker takes no other with it. A job whose lease has lapsed
     * is due; with its last try it is set aside as {@link JobFailure#WORKER_LOST} instead.
     *
     * @param worker who claims, for operators
     * @param most how many at most, at least 1
     * @param patience how long to wait for the first
     * @return none where the patience has ended
     * @throws InterruptedException while it waits; nothing is claimed then
     */
    List<ClaimedJob> claim(String worker, int most, Duration patience) throws InterruptedException;

    /**
     * Has leases last their full time from now on.
     *
     * @return those that hold; the others have been lost
     */
    Set<JobLease> renew(Collection<JobLease> leases);

    /**
     * Tells how tries ended; when this returns, it is durable.
     *
     * @return the leases whose word counted; the others had been lost, and nothing was changed
     */
    Set<JobLease> end(Collection<? extends JobEnd> ends);

    /** What waits, for each task that has had a job; in their order. */
    List<Backlog> backlog();

    /**
     * Jobs of any state, the newest first.
     *
     * @param failed only those that are set aside
     * @param most how many at most
     */
    List<Job> list(boolean failed, int most);

    /**
     * Has a job that is set aside wait again, with all its tries.
     *
     * @return whether it was set aside
     */
    boolean retry(JobId id);

    /**
     * Forgets jobs that ended longer ago than they are kept.
     *
     * @return how many
     */
    int forget();

    @Override
    void close();
}
