package dev.understudy.engine.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Takes jobs out of the lanes in which they wait. */
final class JdbiJobClaims {
    /** So many characters of payload come at a time, or one job: what a claim brings has to fit into memory. */
    private static final long MOST_CHARACTERS = 8_000_000;
    /** So many lapsed leases are looked after at a time. */
    private static final int MOST_LAPSED = 1_000;

    private final JdbiQueueClock clock;
    private final JobPolicy policy;

    JdbiJobClaims(JdbiQueueClock clock, JobPolicy policy) {
        this.clock = clock;
        this.policy = policy;
    }

    private record Candidate(long number, int attempts, int size) {}

    /** Whether there is anything to claim or to look after. */
    boolean anythingIsDue(Handle handle) {
        return handle.createQuery("""
                        SELECT CASE WHEN EXISTS (SELECT 1 FROM job WHERE lane = 0 AND due_at <= :now)
                            OR EXISTS (SELECT 1 FROM job WHERE lane = 1 AND due_at <= :now)
                            OR EXISTS (SELECT 1 FROM job WHERE lane = 2 AND due_at <= :now)
                            OR EXISTS (SELECT 1 FROM job WHERE lane = 3 AND due_at <= :now) THEN 1 ELSE 0 END""")
                        .bind("now", clock.now(handle))
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    /** Claims jobs for a worker; other processes pass over what this transaction has. */
    List<ClaimedJob> claim(Handle handle, String worker, int most) {
        Instant now = clock.now(handle);
        lookAfterLapsed(handle, now);
        Long[] chosen =
                choose(handle, most, now).stream().map(Candidate::number).toArray(Long[]::new);
        if (chosen.length == 0) {
            return List.of();
        }
        handle.createUpdate("""
                        UPDATE job SET lane = 3, due_at = :lapses, begun_at = :now, token = token + 1,
                            attempts = attempts + 1, worker = :worker
                        WHERE job_number = ANY(:chosen)""")
                .bind("lapses", now.plus(policy.lease()))
                .bind("now", now)
                .bind("worker", worker)
                .bindArray("chosen", Long.class, (Object[]) chosen)
                .execute();
        return handle
                .createQuery("""
                        SELECT job_number, job_id, task, token, attempts, submitted_at, payload, long_payload, priority
                        FROM job WHERE job_number = ANY(:chosen)""")
                .bindArray("chosen", Long.class, (Object[]) chosen)
                .map((row, context) ->
                        new Found(row.getInt("priority"), row.getLong("job_number"), JdbiJobRows.claimed(row)))
                .list()
                .stream()
                .sorted(Found.ORDER)
                .map(Found::job)
                .toList();
    }

    private record Found(int priority, long number, ClaimedJob job) {
        private static final Comparator<Found> ORDER = Comparator.comparingInt(Found::priority)
                .thenComparing(found -> found.job().submittedAt())
                .thenComparing(Found::number);
    }

    /** Those whose worker is gone wait again, in their old place; where that was the last try, they are set aside. */
    private void lookAfterLapsed(Handle handle, Instant now) {
        List<Candidate> lapsed = candidates(handle, JobLane.RUNNING, MOST_LAPSED, now);
        if (lapsed.isEmpty()) {
            return;
        }
        Long[] again = lapsed.stream()
                .filter(job -> job.attempts() < policy.tries())
                .map(Candidate::number)
                .toArray(Long[]::new);
        Long[] lost = lapsed.stream()
                .filter(job -> job.attempts() >= policy.tries())
                .map(Candidate::number)
                .toArray(Long[]::new);
        handle.createUpdate("""
                        UPDATE job SET lane = priority, due_at = submitted_at, token = token + 1
                        WHERE job_number = ANY(:again)""")
                .bindArray("again", Long.class, (Object[]) again)
                .execute();
        handle.createUpdate("""
                        UPDATE job SET lane = 4, due_at = :now, token = token + 1, failure_code = :code,
                            failure_reason = :reason
                        WHERE job_number = ANY(:lost)""")
                .bind("now", now)
                .bind("code", JobFailure.WORKER_LOST.code())
                .bind("reason", JobFailure.WORKER_LOST.reason())
                .bindArray("lost", Long.class, (Object[]) lost)
                .execute();
    }

    /** In their order; one that was tried before only if it is the first, and then alone. */
    private List<Candidate> choose(Handle handle, int most, Instant now) {
        List<Candidate> chosen = new ArrayList<>();
        long characters = 0;
        for (int lane = 0; JobLane.isWaiting(lane) && chosen.size() < most; lane++) {
            for (Candidate next : candidates(handle, lane, most - chosen.size(), now)) {
                if (chosen.isEmpty() && next.attempts() > 0) {
                    return List.of(next);
                }
                if (!chosen.isEmpty() && characters + next.size() > MOST_CHARACTERS) {
                    return chosen;
                }
                if (next.attempts() == 0) {
                    chosen.add(next);
                    characters += next.size();
                }
            }
        }
        return chosen;
    }

    private static List<Candidate> candidates(Handle handle, int lane, int most, Instant now) {
        return handle.createQuery("""
                        SELECT job_number, attempts, payload_size FROM job WHERE lane = :lane AND due_at <= :now
                        ORDER BY due_at, job_number LIMIT :most FOR UPDATE SKIP LOCKED""")
                .bind("lane", lane)
                .bind("now", now)
                .bind("most", most)
                .map((row, context) ->
                        new Candidate(row.getLong("job_number"), row.getInt("attempts"), row.getInt("payload_size")))
                .list();
    }
}
