package dev.understudy.engine.jobs;

import dev.understudy.engine.scene.RedisScene;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract on Redis; each test has a namespace. */
class LettuceJobQueueTest extends JobQueueContract {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private static RedisScene redis;
    private String namespace;

    @BeforeAll
    static void start(@TempDir Path folder) {
        redis = RedisScene.durable(folder);
    }

    @AfterAll
    static void end() {
        redis.close();
    }

    @BeforeEach
    void takeANamespace() {
        namespace = "test-" + NAMESPACES.incrementAndGet();
    }

    @Override
    JobQueue open(JobPolicy policy) {
        return LettuceJobQueue.open(
                redis.address(namespace), RedisDurability.ALWAYS, policy, new SecureRandom(), System::nanoTime);
    }
}
