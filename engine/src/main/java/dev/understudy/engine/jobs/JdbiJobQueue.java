package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.database.Gathering;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The queue in the database, H2 or PostgreSQL. Jobs that are handed in through this process are heard of at once; those of
 * other processes are looked for ten times a second.
 */
public final class JdbiJobQueue implements JobQueue {
    private static final long LOOK = Duration.ofMillis(100).toNanos();
    /** So many submissions share one insertion. */
    private static final int MOST_SUBMISSIONS = 1_000;
    /** So many are forgotten in one transaction, so that nobody waits long behind it. */
    private static final int MOST_FORGOTTEN = 2_000;

    private final Database database;
    private final JobPolicy policy;
    private final JdbiQueueClock clock;
    private final JdbiJobSubmissions submissions;
    private final JdbiJobClaims claims;
    private final JdbiJobEnds ends;
    private final WaitingCounts waiting = new WaitingCounts(System::nanoTime);
    private final WorkSignal signal = new WorkSignal();
    private final Gathering<JobSubmission, Submitted> joined;

    JdbiJobQueue(Database database, JobPolicy policy, JdbiQueueClock clock) {
        SecureRandom random = new SecureRandom();
        this.database = database;
        this.policy = policy;
        this.clock = clock;
        this.submissions = new JdbiJobSubmissions(clock, policy, waiting, () -> JobId.fresh(random));
        this.claims = new JdbiJobClaims(clock, policy);
        this.ends = new JdbiJobEnds(clock, policy);
        this.joined = new Gathering<>(1, MOST_SUBMISSIONS, job -> 1, this::submit);
    }

    /** The queue in a database, which stays the caller's to close. */
    public static JdbiJobQueue on(Database database, JobPolicy policy) {
        return new JdbiJobQueue(database, policy, JdbiQueueClock.OF_DATABASE);
    }

    @Override
    public Submitted submit(JobSubmission job) {
        Submitted submitted = joined.run(job);
        if (submitted instanceof Submitted.Accepted) {
            signal.raise();
        }
        return submitted;
    }

    private List<Submitted> submit(List<JobSubmission> jobs) {
        List<Submitted> submitted = database.write(handle -> submissions.submit(handle, jobs));
        submissions.committed(jobs);
        return submitted;
    }

    @Override
    public Optional<Job> find(JobId id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM job WHERE job_id = :id")
                .bind("id", id.text())
                .map((row, context) -> JdbiJobRows.job(row))
                .findOne());
    }

    private record Place(TaskName task, int lane) {}

    @Override
    public Cancellation cancel(JobId id) {
        Optional<Place> before = database.write(handle -> {
            Optional<Place> place = handle.createQuery("SELECT task, lane FROM job WHERE job_id = :id FOR UPDATE")
                    .bind("id", id.text())
                    .map((row, context) -> new Place(new TaskName(row.getString("task")), row.getInt("lane")))
                    .findOne();
            handle.createUpdate("""
                            UPDATE job SET lane = 4, due_at = :now, token = token + 1, failure_code = :code,
                                failure_reason = :reason
                            WHERE job_id = :id AND lane < 4""")
                    .bind("now", clock.now(handle))
                    .bind("code", JobFailure.CANCELLED.code())
                    .bind("reason", JobFailure.CANCELLED.reason())
                    .bind("id", id.text())
                    .execute();
            return place;
        });
        if (before.isEmpty()) {
            return Cancellation.UNKNOWN;
        }
        Place place = before.get();
        if (JobLane.isWaiting(place.lane())) {
            waiting.add(place.task(), -1);
        }
        return place.lane() < JobLane.FAILED ? Cancellation.CANCELLED : Cancellation.ENDED;
    }

    @Override
    public List<ClaimedJob> claim(String worker, int most, Duration patience) throws InterruptedException {
        if (most < 1) {
            throw new IllegalArgumentException("a worker claims at least 1 job, and not " + most);
        }
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("nothing was claimed");
            }
            long seen = signal.times();
            // looking takes no write, so that an idle worker costs no commits
            if (database.read(claims::anythingIsDue)) {
                List<ClaimedJob> claimed = database.write(handle -> claims.claim(handle, worker, most));
                if (!claimed.isEmpty()) {
                    claimed.forEach(job -> waiting.add(job.task(), -1));
                    return claimed;
                }
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return List.of();
            }
            signal.await(seen, Math.min(left, LOOK));
        }
    }

    @Override
    public Set<JobLease> renew(Collection<JobLease> leases) {
        return leases.isEmpty() ? Set.of() : database.write(handle -> ends.renew(handle, leases));
    }

    @Override
    public Set<JobLease> end(Collection<? extends JobEnd> told) {
        if (told.isEmpty()) {
            return Set.of();
        }
        Set<JobLease> held = database.write(handle -> ends.end(handle, told));
        if (told.stream().anyMatch(end -> end instanceof JobEnd.GivenBack || end instanceof JobEnd.Retry)) {
            signal.raise();
        }
        return held;
    }

    @Override
    public List<Backlog> backlog() {
        return database.read(handle -> {
            Instant now = clock.now(handle);
            return handle.createQuery("""
                            SELECT t.task, COALESCE(j.waiting, 0) AS waiting, COALESCE(j.running, 0) AS running,
                                COALESCE(j.failed, 0) AS failed, j.oldest
                            FROM job_task t LEFT JOIN (
                                SELECT task, SUM(CASE WHEN lane < 3 THEN 1 ELSE 0 END) AS waiting,
                                    SUM(CASE WHEN lane = 3 THEN 1 ELSE 0 END) AS running,
                                    SUM(CASE WHEN lane = 4 THEN 1 ELSE 0 END) AS failed,
                                    MIN(CASE WHEN lane < 3 THEN submitted_at END) AS oldest
                                FROM job WHERE lane < 5 GROUP BY task) j ON j.task = t.task
                            ORDER BY t.task""")
                    .map((row, context) -> new Backlog(
                            new TaskName(row.getString("task")),
                            row.getLong("waiting"),
                            row.getLong("running"),
                            row.getLong("failed"),
                            row.getObject("oldest") == null
                                    ? Duration.ZERO
                                    : age(JdbiJobRows.instant(row, "oldest"), now)))
                    .list();
        });
    }

    /** Never below zero: those of one moment are a microsecond apart. */
    private static Duration age(Instant since, Instant now) {
        return since.isBefore(now) ? Duration.between(since, now) : Duration.ZERO;
    }

    @Override
    public List<Job> list(boolean failed, int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM job WHERE lane = 4 OR :all ORDER BY job_number DESC LIMIT :most")
                .bind("all", !failed)
                .bind("most", most)
                .map((row, context) -> JdbiJobRows.job(row))
                .list());
    }

    @Override
    public boolean retry(JobId id) {
        boolean again = database.write(handle -> handle.createUpdate("""
                                UPDATE job SET lane = priority, due_at = :now, attempts = 0, token = token + 1
                                WHERE job_id = :id AND lane = 4""")
                        .bind("now", clock.now(handle))
                        .bind("id", id.text())
                        .execute()
                > 0);
        if (again) {
            signal.raise();
        }
        return again;
    }

    @Override
    public int forget() {
        int all = 0;
        for (int lane : List.of(JobLane.FAILED, JobLane.SUCCEEDED)) {
            int some;
            do {
                some = database.write(handle -> forget(handle, lane));
                all += some;
            } while (some == MOST_FORGOTTEN);
        }
        return all;
    }

    private int forget(Handle handle, int lane) {
        return handle.createUpdate("""
                        DELETE FROM job WHERE job_number IN (
                            SELECT job_number FROM job WHERE lane = :lane AND due_at < :before
                            ORDER BY due_at, job_number LIMIT :most)""")
                .bind("lane", lane)
                .bind("before", clock.now(handle).minus(policy.kept()))
                .bind("most", MOST_FORGOTTEN)
                .execute();
    }

    /** The database is closed by whoever opened it. */
    @Override
    public void close() {}
}
