package dev.understudy.engine.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import dev.understudy.engine.scene.RedisScene;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that loses what it acknowledged is refused, with a word on how to mend it. */
@Timeout(60)
class LettuceDurabilityTest {
    @TempDir
    private Path folder;

    @Test
    void memoryAloneIsRefused() {
        try (RedisScene redis = RedisScene.with(folder)) {
            assertThat(refusal(redis.address("jobs"), RedisDurability.ALWAYS))
                    .contains("127.0.0.1:" + redis.port(), "has appendonly no", "\"appendonly yes\"");
            assertThat(refusal(redis.address("jobs"), RedisDurability.EVERYSEC)).contains("has appendonly no");
        }
    }

    @Test
    void eachSecondIsTakenOnlyWhereSomebodyAgreed() {
        try (RedisScene redis = RedisScene.with(folder, "--appendonly", "yes", "--appendfsync", "everysec")) {
            assertThat(refusal(redis.address("jobs"), RedisDurability.ALWAYS))
                    .contains("has appendfsync everysec", "jobs.redis.durability: everysec");
            assertOpens(redis.address("jobs"), RedisDurability.EVERYSEC);
        }
    }

    @Test
    void moreThanWasAgreedIsFine() {
        try (RedisScene redis = RedisScene.durable(folder)) {
            assertOpens(redis.address("jobs"), RedisDurability.EVERYSEC);
        }
    }

    @Test
    void neverIsRefused() {
        try (RedisScene redis = RedisScene.with(folder, "--appendonly", "yes", "--appendfsync", "no")) {
            assertThat(refusal(redis.address("jobs"), RedisDurability.EVERYSEC)).contains("has appendfsync no");
        }
    }

    @Test
    void aRedisThatThrowsKeysAwayIsRefused() {
        try (RedisScene redis = RedisScene.with(
                folder, "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "allkeys-lru")) {
            assertThat(refusal(redis.address("jobs"), RedisDurability.ALWAYS))
                    .contains("has maxmemory-policy allkeys-lru", "\"maxmemory-policy noeviction\"");
        }
    }

    @Test
    void aRedisThatCannotBeAskedNeedsSomebodysWord() {
        try (RedisScene redis = RedisScene.with(folder, "--rename-command", "CONFIG", "")) {
            assertThat(refusal(redis.address("jobs"), RedisDurability.ALWAYS))
                    .contains("does not tell its settings", "jobs.redis.durability: unchecked");
            assertOpens(redis.address("jobs"), RedisDurability.UNCHECKED);
        }
    }

    @Test
    void thePasswordIsUsedAndNeverShown() {
        try (RedisScene redis = RedisScene.with(
                folder, "--appendonly", "yes", "--appendfsync", "always", "--requirepass", "right-one")) {
            assertOpens(withPassword(redis, "", "right-one"), RedisDurability.ALWAYS);
            assertOpens(withPassword(redis, "default", "right-one"), RedisDurability.ALWAYS);
            assertThatThrownBy(() -> open(withPassword(redis, "", "wrong-one"), RedisDurability.ALWAYS))
                    .isInstanceOfSatisfying(
                            UnderstudyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_UNAVAILABLE))
                    .hasMessageContaining("WRONGPASS")
                    .hasMessageNotContaining("wrong-one");
            assertThat(withPassword(redis, "", "right-one").toString()).doesNotContain("right-one");
        }
    }

    private static RedisAddress withPassword(RedisScene redis, String user, String password) {
        return new RedisAddress("127.0.0.1", redis.port(), user, password, false, "jobs");
    }

    private static void assertOpens(RedisAddress address, RedisDurability durability) {
        try (JobQueue queue = open(address, durability)) {
            assertThat(queue.backlog()).isEmpty();
        }
    }

    private static String refusal(RedisAddress address, RedisDurability durability) {
        String[] message = {""};
        assertThatThrownBy(() -> open(address, durability).close())
                .isInstanceOfSatisfying(UnderstudyException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.WORKSPACE_INVALID);
                    message[0] = e.getMessage();
                });
        return message[0];
    }

    private static JobQueue open(RedisAddress address, RedisDurability durability) {
        return LettuceJobQueue.open(address, durability, JobPolicy.STANDARD, new SecureRandom(), System::nanoTime);
    }
}
