package dev.understudy.engine.workspace;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.database.Database;
import dev.understudy.engine.jobs.JdbiJobQueue;
import dev.understudy.engine.jobs.JobPolicy;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.LettuceJobQueue;
import dev.understudy.engine.jobs.RedisAddress;
import dev.understudy.engine.jobs.RedisDurability;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Opens the queue of jobs that the settings name. */
final class JobQueues {
    private final Settings settings;
    private final Supplier<Database> database;
    private final Supplier<String> password;

    /**
     * Knows where queues are.
     *
     * @param database opened only where jobs are in it
     * @param password of the user of Redis; asked only where jobs are there
     */
    JobQueues(Settings settings, Supplier<Database> database, Supplier<String> password) {
        this.settings = settings;
        this.database = database;
        this.password = password;
    }

    /**
     * The queue.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if a setting makes no sense, or Redis may lose jobs otherwise than
     *     agreed; QUEUE_UNAVAILABLE if Redis does not answer
     */
    JobQueue open(JobPolicy policy) {
        return switch (settings.value(SettingKey.JOBS_QUEUE)) {
            case "database" -> JdbiJobQueue.on(database.get(), policy);
            case "redis" -> LettuceJobQueue.open(address(), durability(), policy, new SecureRandom(), System::nanoTime);
            default -> throw invalid(SettingKey.JOBS_QUEUE, "database or redis");
        };
    }

    private RedisAddress address() {
        return new RedisAddress(
                settings.value(SettingKey.JOBS_REDIS_HOST),
                port(),
                settings.value(SettingKey.JOBS_REDIS_USER),
                password.get(),
                tls(),
                settings.value(SettingKey.JOBS_REDIS_NAMESPACE));
    }

    private int port() {
        String text = settings.value(SettingKey.JOBS_REDIS_PORT);
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw invalid(SettingKey.JOBS_REDIS_PORT, "a port");
        }
        return Integer.parseInt(text);
    }

    private boolean tls() {
        return switch (settings.value(SettingKey.JOBS_REDIS_TLS)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(SettingKey.JOBS_REDIS_TLS, "true or false");
        };
    }

    private RedisDurability durability() {
        String text = settings.value(SettingKey.JOBS_REDIS_DURABILITY);
        return Arrays.stream(RedisDurability.values())
                .filter(durability -> durability.key().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid(
                        SettingKey.JOBS_REDIS_DURABILITY,
                        Arrays.stream(RedisDurability.values())
                                .map(RedisDurability::key)
                                .collect(Collectors.joining(" or "))));
    }

    private UnderstudyException invalid(SettingKey key, String expected) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, settings.setting(key) + ": expected " + expected);
    }
}
