package dev.understudy.engine.jobs;

import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.database.BulkRows;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Puts jobs into the table, many at a time. */
final class JdbiJobSubmissions {
    /** When a full queue may have room again: workers take some hundreds a second. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private static final String INSERT = """
            INSERT INTO job (job_id, task, owner, retry_key, content, priority, lane, due_at, submitted_at, attempts,
                token, payload_size, payload, long_payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private final JdbiQueueClock clock;
    private final JobPolicy policy;
    private final WaitingCounts waiting;
    private final Supplier<JobId> ids;
    /** Tasks that are known to be in the table of tasks. */
    private final Set<TaskName> tasks = ConcurrentHashMap.newKeySet();

    JdbiJobSubmissions(JdbiQueueClock clock, JobPolicy policy, WaitingCounts waiting, Supplier<JobId> ids) {
        this.clock = clock;
        this.policy = policy;
        this.waiting = waiting;
        this.ids = ids;
    }

    /** Who handed in what under which key: nothing is there twice. */
    private record Key(TaskName task, String owner, String text) {}

    /** What stands under a key. */
    private record Standing(JobId id, String content) {}

    /** Answers each submission in its order. */
    List<Submitted> submit(Handle handle, List<JobSubmission> jobs) {
        Map<Key, Standing> before = standing(handle, jobs);
        List<Submitted> answers = new ArrayList<>(jobs.size());
        Map<Integer, JobId> fresh = new HashMap<>();
        Map<TaskName, Long> room = new HashMap<>();
        for (int i = 0; i < jobs.size(); i++) {
            JobSubmission job = jobs.get(i);
            Standing found = job.key().map(key -> before.get(key(job))).orElse(null);
            if (found != null) {
                answers.add(answer(job, found));
                continue;
            }
            long left = room.computeIfAbsent(job.task(), task -> policy.capacity() - count(handle, task));
            if (left <= 0) {
                answers.add(new Submitted.Full(policy.capacity() - left, RETRY_AFTER));
                continue;
            }
            room.put(job.task(), left - 1);
            JobId id = ids.get();
            fresh.put(i, id);
            answers.add(new Submitted.Accepted(id, true));
            job.key()
                    .ifPresent(key ->
                            before.put(key(job), new Standing(id, job.content().text())));
        }
        if (!fresh.isEmpty()) {
            insert(handle, jobs, fresh);
            fresh.keySet().forEach(i -> waiting.add(jobs.get(i).task(), 1));
            otherProcesses(handle, jobs, fresh, answers);
        }
        return answers;
    }

    private static Key key(JobSubmission job) {
        return new Key(job.task(), job.owner(), job.key().orElseThrow());
    }

    private static Submitted answer(JobSubmission job, Standing found) {
        return job.content().text().equals(found.content())
                ? new Submitted.Accepted(found.id(), false)
                : new Submitted.Conflicting(found.id());
    }

    /** Whoever was first with a key has it; another process may have been so since we looked. */
    private static void otherProcesses(
            Handle handle, List<JobSubmission> jobs, Map<Integer, JobId> fresh, List<Submitted> answers) {
        List<JobSubmission> inserted = fresh.keySet().stream().map(jobs::get).toList();
        Map<Key, Standing> after = standing(handle, inserted);
        fresh.forEach((i, id) -> jobs.get(i).key().ifPresent(text -> {
            Standing found = after.get(key(jobs.get(i)));
            if (found == null) { // neither taken nor there before: nobody must believe in it
                throw new IllegalStateException("the job under a key was not taken, and no other is there");
            }
            if (!found.id().equals(id)) {
                answers.set(i, answer(jobs.get(i), found));
            }
        }));
    }

    /** The join is an outer one to keep its order, as in the log of events. */
    private static Map<Key, Standing> standing(Handle handle, List<JobSubmission> jobs) {
        String[] keys =
                jobs.stream().flatMap(job -> job.key().stream()).distinct().toArray(String[]::new);
        Map<Key, Standing> found = new HashMap<>();
        if (keys.length == 0) {
            return found;
        }
        handle.createQuery("""
                        SELECT j.task, j.owner, j.retry_key, j.job_id, j.content FROM UNNEST(:keys) AS wanted(text)
                        LEFT JOIN job j ON j.retry_key = wanted.text WHERE j.job_id IS NOT NULL""")
                .bindArray("keys", String.class, (Object[]) keys)
                .map((row, context) -> Map.entry(
                        new Key(
                                new TaskName(row.getString("task")),
                                row.getString("owner"),
                                row.getString("retry_key")),
                        new Standing(new JobId(row.getString("job_id")), row.getString("content"))))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private long count(Handle handle, TaskName task) {
        return waiting.of(task, policy.capacity(), () -> count(handle));
    }

    private static Map<TaskName, Long> count(Handle handle) {
        return handle.createQuery("SELECT task, COUNT(*) AS waiting FROM job WHERE lane < 3 GROUP BY task")
                .reduceRows(new HashMap<>(), (counts, row) -> {
                    counts.put(new TaskName(row.getColumn("task", String.class)), row.getColumn("waiting", Long.class));
                    return counts;
                });
    }

    private void insert(Handle handle, List<JobSubmission> jobs, Map<Integer, JobId> fresh) {
        Set<TaskName> added = new HashSet<>();
        Instant now = clock.now(handle);
        try (PreparedStatement insert = handle.getConnection().prepareStatement(INSERT)) {
            for (int i = 0; i < jobs.size(); i++) {
                JobId id = fresh.get(i);
                if (id != null) {
                    // in the order in which they came, also among those of one moment
                    put(insert, jobs.get(i), id, now.plus(i, ChronoUnit.MICROS));
                    insert.addBatch();
                    added.add(jobs.get(i).task());
                }
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw BulkRows.failed(e);
        }
        added.stream().filter(task -> !tasks.contains(task)).forEach(task -> {
            handle.execute("INSERT INTO job_task (task) VALUES (?) ON CONFLICT DO NOTHING", task.text());
        });
    }

    /** The jobs of these tasks are durable, and so is that the tasks have some. */
    void committed(List<JobSubmission> jobs) {
        jobs.forEach(job -> tasks.add(job.task()));
    }

    private static void put(PreparedStatement insert, JobSubmission job, JobId id, Instant now) throws SQLException {
        insert.setString(1, id.text());
        insert.setString(2, job.task().text());
        insert.setString(3, job.owner());
        JdbiJobRows.putNullable(insert, 4, job.key().orElse(null));
        // nobody asks for it where there is no key
        insert.setString(5, job.key().isPresent() ? job.content().text() : "");
        insert.setInt(6, JobLane.waiting(job.priority()));
        insert.setInt(7, JobLane.waiting(job.priority()));
        JdbiJobRows.put(insert, 8, now);
        JdbiJobRows.put(insert, 9, now);
        insert.setInt(10, job.payload().length());
        JdbiJobRows.putText(insert, 11, 12, job.payload());
    }
}
