package dev.understudy.engine.release;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.concurrent.ThreadLocalRandom;

/** How often, and after which pause, a change is decided anew because another writer was quicker. */
@FunctionalInterface
public interface ConflictRetries {
    /**
     * Thirty tries within 12 to 24 seconds, with growing pauses of random length so that writers drift apart. That is
     * long enough for the lock of a killed process to be seen as abandoned.
     */
    ConflictRetries STANDARD = failed -> {
        if (failed >= 30) {
            return false;
        }
        long longest = Math.min(1_000L, 10L << Math.min(failed, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(longest / 2, longest));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnderstudyException(
                    ErrorCode.CANCELLED, "interrupted while waiting for another writer of the config repository", e);
        }
    };

    /**
     * Waits, if it is worth another try.
     *
     * @param failed how many tries failed, from 1
     * @return whether to try again
     */
    boolean again(int failed);
}
