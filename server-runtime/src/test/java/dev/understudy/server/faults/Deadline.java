package dev.understudy.server.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come, and says what did not. */
final class Deadline {
    private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();

    private Deadline() {}

    /**
     * Waits until a condition holds.
     *
     * @param what says, where it never does, what was waited for
     * @return how long it took
     */
    static Duration await(Duration most, Supplier<String> what, BooleanSupplier condition) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begin > most.toNanos()) {
                throw new AssertionError("waited " + most.toSeconds() + " s in vain: " + what.get());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
