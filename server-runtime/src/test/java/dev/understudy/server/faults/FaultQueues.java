package dev.understudy.server.faults;

import dev.understudy.engine.database.Database;
import dev.understudy.engine.jobs.JdbiJobQueue;
import dev.understudy.engine.jobs.JobPolicy;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.LettuceJobQueue;
import dev.understudy.engine.jobs.RedisAddress;
import dev.understudy.engine.jobs.RedisDurability;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** The product's queues, with leases and pauses so short that a test need not wait for them. */
final class FaultQueues {
    static final Duration LEASE = Duration.ofSeconds(2);

    private FaultQueues() {}

    /** Tried so often that a kill now and then never ends a job. */
    static JobPolicy policy(int tries) {
        return policy(tries, LEASE);
    }

    static JobPolicy policy(int tries, Duration lease) {
        return new JobPolicy(
                tries, Duration.ofMillis(50), Duration.ofMillis(500), lease, 1_000_000, Duration.ofDays(1));
    }

    /** Redis where the variables name one, else the workspace's database. */
    static JobQueue open(Map<String, String> variables, Supplier<Database> database, JobPolicy policy) {
        return variables.containsKey(FaultWorker.REDIS_PORT)
                ? LettuceJobQueue.open(
                        new RedisAddress(
                                "127.0.0.1",
                                Integer.parseInt(variables.get(FaultWorker.REDIS_PORT)),
                                "",
                                "",
                                false,
                                RedisServer.NAMESPACE),
                        RedisDurability.ALWAYS,
                        policy,
                        new SecureRandom(),
                        System::nanoTime)
                : JdbiJobQueue.on(database.get(), policy);
    }
}
