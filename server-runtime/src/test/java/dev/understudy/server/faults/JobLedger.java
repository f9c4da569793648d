package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.jobs.Job;
import dev.understudy.engine.jobs.JobId;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.JobState;
import dev.understudy.engine.jobs.Submitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a client of the queue has in writing: the job of every key that was taken. Thread-safe. */
final class JobLedger {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, JobId> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();

    void accept(String key, JobId id) {
        JobId before = accepted.putIfAbsent(key, id);
        if (before != null && !before.equals(id)) {
            throw new AssertionError(key + " was taken as " + before + ", and then as " + id);
        }
    }

    Map<String, JobId> accepted() {
        return accepted;
    }

    /** How often the queue did not take a job, and had to be told again. */
    int refused() {
        return refused.get();
    }

    /** Hands jobs in from several threads, each until it is taken; one in ten once more. */
    void submit(JobQueue queue, String prefix, int jobs) throws InterruptedException {
        int clients = 16;
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < clients; t++) {
            int first = t;
            threads.add(Thread.startVirtualThread(() -> {
                for (int i = first; i < jobs; i += clients) {
                    for (int times = i % 10 == 0 ? 2 : 1; times > 0; times--) {
                        take(queue, prefix + i);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(jobs);
    }

    private void take(JobQueue queue, String key) {
        while (true) {
            try {
                if (queue.submit(FaultWorker.job(key)) instanceof Submitted.Accepted(JobId id, boolean fresh)) {
                    accept(key, id);
                    return;
                }
            } catch (UnderstudyException e) { // not known whether it has arrived: told again under its key
                refused.incrementAndGet();
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** Waits until every job has ended. */
    Duration awaitEnds(JobQueue queue, Duration most) {
        List<JobId> open = new ArrayList<>(accepted.values());
        return Deadline.await(most, () -> open.size() + " jobs have not ended; " + queue.find(open.getFirst()), () -> {
            while (!open.isEmpty() && hasEnded(queue, open.getLast())) {
                open.removeLast();
            }
            return open.isEmpty();
        });
    }

    private static boolean hasEnded(JobQueue queue, JobId id) {
        try {
            Job job = queue.find(id).orElseThrow(() -> new AssertionError("lost: " + id));
            return job.state() instanceof JobState.Succeeded || job.state() instanceof JobState.Failed;
        } catch (UnderstudyException e) {
            return false; // the queue is away
        }
    }

    /** What the jobs' results say was predicted; each has one, and it is of its own event. */
    Ledger results(JobQueue queue) {
        Ledger ledger = new Ledger();
        accepted.forEach((key, id) -> {
            Job job = queue.find(id).orElseThrow(() -> new AssertionError("lost: " + key));
            if (!(job.state() instanceof JobState.Succeeded(Instant at, String result))) {
                throw new AssertionError(key + " has no result: " + job);
            }
            JsonNode predictions = JSON.readTree(result).path("predictions");
            assertThat(predictions.size()).isEqualTo(1);
            assertThat(predictions.path(0).path("id").asString()).isEqualTo(key);
            ledger.acknowledge(key, new Ledger.Acknowledged(Ledger.Said.of(predictions.path(0)), at, at));
        });
        return ledger;
    }
}
