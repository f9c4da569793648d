package dev.understudy.engine.jobs;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import java.util.Map;

/** Asks a Redis whether it keeps what it acknowledges. */
final class LettuceDurability {
    private final LettuceConnection connection;
    private final RedisAddress address;

    LettuceDurability(LettuceConnection connection, RedisAddress address) {
        this.connection = connection;
        this.address = address;
    }

    /**
     * Refuses a Redis that may lose jobs otherwise than agreed.
     *
     * @throws UnderstudyException WORKSPACE_INVALID if it does, or does not let itself be asked; QUEUE_UNAVAILABLE if it
     *     does not answer
     */
    void require(RedisDurability agreed) {
        if (agreed == RedisDurability.UNCHECKED) {
            return;
        }
        require("appendonly", "yes");
        require("maxmemory-policy", "noeviction");
        String fsync = value("appendfsync");
        if (fsync.equals("always") || (agreed == RedisDurability.EVERYSEC && fsync.equals("everysec"))) {
            return;
        }
        throw invalid("has appendfsync " + fsync + ", and expected is always: put the line \"appendfsync always\" into"
                + " redis.conf"
                + (fsync.equals("everysec")
                        ? ", or agree to lose the last second's jobs with the setting jobs.redis.durability: everysec"
                        : ""));
    }

    private void require(String name, String expected) {
        String found = value(name);
        if (!found.equals(expected)) {
            throw invalid("has " + name + " " + found + ", which loses jobs: put the line \"" + name + " " + expected
                    + "\" into redis.conf");
        }
    }

    private String value(String name) {
        Map<String, String> found;
        try {
            found = connection.ask(commands -> commands.configGet(name));
        } catch (RedisCommandExecutionException e) {
            throw invalid("does not tell its settings (" + e.getMessage() + "), so that nobody knows whether it keeps"
                    + " jobs; where it does, say so with the setting jobs.redis.durability: unchecked");
        } catch (RedisException e) {
            throw new UnderstudyException(
                    ErrorCode.QUEUE_UNAVAILABLE, "Redis at " + address + " does not answer: " + e.getMessage(), e);
        }
        return found.getOrDefault(name, "unknown");
    }

    private UnderstudyException invalid(String what) {
        return new UnderstudyException(ErrorCode.WORKSPACE_INVALID, "Redis at " + address + " " + what);
    }
}
