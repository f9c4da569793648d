package dev.understudy.engine.common;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call over the network that is given up in the end. It runs on a virtual thread of its own: what a client's time-outs do
 * not catch, such as a byte a second, ends with its interruption, since an interrupted virtual thread lets go of its socket.
 *
 * @param <T> the answer
 */
public final class TimedCall<T> {
    private final FutureTask<T> task;

    private TimedCall(FutureTask<T> task) {
        this.task = task;
    }

    /**
     * Begins a call.
     *
     * @param name of the thread
     */
    public static <T> TimedCall<T> begin(String name, Callable<T> call) {
        return begin(Thread.ofVirtual().name(name), call);
    }

    /**
     * Begins a call that may hang elsewhere than at a socket, where a virtual thread would keep its carrier from others.
     *
     * @param thread what it runs on
     */
    public static <T> TimedCall<T> begin(Thread.Builder thread, Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        thread.start(task);
        return new TimedCall<>(task);
    }

    /**
     * The answer; without one in time, or if nobody waits any more, the call is interrupted.
     *
     * @param most how long to wait from now on
     * @throws TimeoutException if there is none yet
     * @throws ExecutionException with what the call threw
     * @throws InterruptedException if the caller was interrupted
     */
    public T await(Duration most) throws TimeoutException, ExecutionException, InterruptedException {
        try {
            return task.get(Math.max(1, most.toNanos()), TimeUnit.NANOSECONDS);
        } finally {
            task.cancel(true); // does nothing to a call that has ended
        }
    }
}
