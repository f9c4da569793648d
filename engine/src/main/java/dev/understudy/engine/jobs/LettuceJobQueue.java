package dev.understudy.engine.jobs;

import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;
import static io.lettuce.core.ScriptOutputType.VALUE;

import dev.understudy.engine.common.Digest;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.database.Gathering;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A queue on Redis Streams. Each method is one script, which Redis runs in one step; what a script has changed is on the
 * disk before its answer comes, as far as {@link RedisDurability} says. Its clock is Redis' own, in milliseconds.
 */
public final class LettuceJobQueue implements JobQueue {
    private static final List<String> PRIORITIES =
            Arrays.stream(JobPriority.values()).map(JobPriority::key).toList();

    /** When a full queue may have room again: workers take some thousands a second. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    /** So many ends go into one script: others get their turn in between. */
    private static final int MOST_AT_ONCE = 200;

    private static final int MOST_FORGOTTEN = 500;
    private static final int WORDS_A_SUBMISSION = 7;
    /** So many scripts of submissions are under way at once; who comes meanwhile goes with the next. */
    private static final int LANES = 2;
    /** What one script of submissions brings at most, in characters; one job always goes. */
    private static final int MOST_HANDED_IN = 500_000;
    /** What a submission weighs besides its payload: so many jobs go into one script at most. */
    private static final int WEIGHT_OF_ONE = MOST_HANDED_IN / MOST_AT_ONCE;

    /** What one claim brings has to fit into a worker's memory; one job always comes. */
    private static final long MOST_CHARACTERS = 8_000_000;

    private final LettuceConnection redis;
    private final JobPolicy policy;
    private final WorkSignal signal;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Gathering<JobSubmission, Submitted> submissions = new Gathering<>(
            LANES, MOST_HANDED_IN, job -> WEIGHT_OF_ONE + job.payload().length(), this::submit);

    private LettuceJobQueue(
            LettuceConnection redis,
            JobPolicy policy,
            WorkSignal signal,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.redis = redis;
        this.policy = policy;
        this.signal = signal;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /**
     * Opens a queue, and makes it where it is not there yet.
     *
     * @param durability what has to be so
     * @param random makes ids: cannot be foretold
     * @param nanoTime measures the patience of a claim
     * @throws UnderstudyException QUEUE_UNAVAILABLE if Redis does not answer; WORKSPACE_INVALID if it may lose jobs
     *     otherwise than agreed
     */
    public static LettuceJobQueue open(
            RedisAddress address,
            RedisDurability durability,
            JobPolicy policy,
            RandomGenerator random,
            LongSupplier nanoTime) {
        WorkSignal signal = new WorkSignal();
        LettuceConnection redis = LettuceConnection.open(address, signal::raiseForAll);
        try {
            new LettuceDurability(redis, address).require(durability);
            redis.run(RedisScript.OPEN, MULTI, PRIORITIES);
        } catch (UnderstudyException e) {
            redis.close();
            throw e;
        }
        return new LettuceJobQueue(redis, policy, signal, random, nanoTime);
    }

    @Override
    public Submitted submit(JobSubmission job) {
        return submissions.run(job);
    }

    private List<Submitted> submit(List<JobSubmission> jobs) {
        List<String> arguments = new ArrayList<>(1 + jobs.size() * WORDS_A_SUBMISSION);
        arguments.add(Long.toString(policy.capacity()));
        for (JobSubmission job : jobs) {
            arguments.add(JobId.fresh(random).text());
            arguments.add(job.task().text());
            arguments.add(job.owner());
            arguments.add(job.priority().key());
            arguments.add(job.payload());
            arguments.add(job.key().map(key -> unique(job, key)).orElse(""));
            arguments.add(job.key().map(key -> job.content().hex()).orElse(""));
        }
        return LettuceReplies.submitted(redis.run(RedisScript.SUBMIT, MULTI, arguments), RETRY_AFTER);
    }

    /** The lengths keep one name from running into the next. */
    private static String unique(JobSubmission job, String key) {
        String names = job.task() + "\n" + job.owner().length() + "\n" + job.owner() + key;
        return Digest.of(names.getBytes(StandardCharsets.UTF_8)).hex();
    }

    @Override
    public Optional<Job> find(JobId id) {
        return jobs(List.of(id.text())).stream().findFirst();
    }

    @Override
    public List<Job> list(boolean failed, int most) {
        return most < 1 ? List.of() : jobs(List.of(failed ? "failed" : "jobs", Integer.toString(most)));
    }

    private List<Job> jobs(List<String> which) {
        List<List<Object>> replies = redis.run(RedisScript.LIST, MULTI, which);
        return replies.stream()
                .map(LettuceReplies::job)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Cancellation cancel(JobId id) {
        String answer = redis.run(
                RedisScript.CANCEL,
                VALUE,
                List.of(id.text(), JobFailure.CANCELLED.code(), JobFailure.CANCELLED.reason()));
        return switch (answer) {
            case "cancelled" -> Cancellation.CANCELLED;
            case "ended" -> Cancellation.ENDED;
            default -> Cancellation.UNKNOWN;
        };
    }

    @Override
    public List<ClaimedJob> claim(String worker, int most, Duration patience) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<String> arguments = new ArrayList<>(List.of(
                worker,
                Integer.toString(most),
                Long.toString(MOST_CHARACTERS),
                millis(policy.lease()),
                Integer.toString(policy.tries()),
                JobFailure.WORKER_LOST.code(),
                JobFailure.WORKER_LOST.reason()));
        arguments.addAll(PRIORITIES);
        long start = nanoTime.getAsLong();
        while (true) {
            long seen = signal.times();
            List<Object> reply = redis.run(RedisScript.CLAIM, MULTI, arguments);
            List<Object> claimed = LettuceReplies.list(reply, 1);
            long left = patience.toNanos() - (nanoTime.getAsLong() - start);
            if (!claimed.isEmpty() || left <= 0) {
                return LettuceReplies.claimed(claimed);
            }
            signal.await(
                    seen,
                    Math.min(
                            left,
                            Duration.ofMillis(LettuceReplies.number(reply, 0)).toNanos()));
        }
    }

    @Override
    public Set<JobLease> renew(Collection<JobLease> leases) {
        return counted(
                RedisScript.RENEW,
                List.of(millis(policy.lease())),
                leases.stream().map(LettuceJobQueue::words).toList(),
                List.copyOf(leases));
    }

    @Override
    public Set<JobLease> end(Collection<? extends JobEnd> ends) {
        return counted(
                RedisScript.END,
                List.of(
                        Integer.toString(policy.tries()),
                        millis(policy.firstBackOff()),
                        millis(policy.longestBackOff())),
                ends.stream().map(LettuceJobQueue::words).toList(),
                ends.stream().map(JobEnd::lease).toList());
    }

    /** Runs a script over leases, some at a time, and gives back those that it counted. */
    private Set<JobLease> counted(
            RedisScript script, List<String> first, List<List<String>> words, List<JobLease> leases) {
        List<List<String>> calls = new ArrayList<>();
        for (int from = 0; from < words.size(); from += MOST_AT_ONCE) {
            List<String> arguments = new ArrayList<>(first);
            words.subList(from, Math.min(words.size(), from + MOST_AT_ONCE)).forEach(arguments::addAll);
            calls.add(arguments);
        }
        List<List<Long>> answers = redis.runAll(script, MULTI, calls);
        Set<JobLease> counted = new LinkedHashSet<>();
        for (int call = 0; call < answers.size(); call++) {
            for (long index : answers.get(call)) {
                counted.add(leases.get(call * MOST_AT_ONCE + Math.toIntExact(index)));
            }
        }
        return counted;
    }

    private static List<String> words(JobLease lease) {
        return List.of(lease.id().text(), Long.toString(lease.token()));
    }

    private static List<String> words(JobEnd end) {
        return switch (end) {
            case JobEnd.Succeeded(JobLease lease, String result) -> words("succeeded", lease, result, "");
            case JobEnd.Failed(JobLease lease, JobFailure failure) ->
                words("failed", lease, failure.code(), failure.reason());
            case JobEnd.Retry(JobLease lease, JobFailure failure) ->
                words("retry", lease, failure.code(), failure.reason());
            case JobEnd.GivenBack(JobLease lease, Duration after) -> words("given-back", lease, millis(after), "");
        };
    }

    private static List<String> words(String kind, JobLease lease, String one, String two) {
        return List.of(kind, lease.id().text(), Long.toString(lease.token()), one, two);
    }

    /** Whole milliseconds, never less than was said. */
    private static String millis(Duration time) {
        return Long.toString(time.plusNanos(999_999).toMillis());
    }

    @Override
    public List<Backlog> backlog() {
        List<List<Object>> replies = redis.run(RedisScript.BACKLOG, MULTI, List.of());
        return replies.stream()
                .map(LettuceReplies::backlog)
                .sorted(Comparator.comparing(Backlog::task))
                .toList();
    }

    @Override
    public boolean retry(JobId id) {
        long answer = redis.<Long>run(RedisScript.RETRY, INTEGER, List.of(id.text()));
        return answer == 1;
    }

    @Override
    public int forget() {
        List<String> arguments = new ArrayList<>(List.of(millis(policy.kept()), Integer.toString(MOST_FORGOTTEN)));
        arguments.addAll(PRIORITIES);
        int forgotten = 0;
        long some;
        do {
            some = redis.<Long>run(RedisScript.FORGET, INTEGER, arguments);
            forgotten += Math.toIntExact(some);
        } while (some == MOST_FORGOTTEN);
        return forgotten;
    }

    @Override
    public void close() {
        redis.close();
    }
}
