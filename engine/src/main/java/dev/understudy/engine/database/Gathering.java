package dev.understudy.engine.database;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Joins the calls of many threads into few pieces of work. Whoever finds a lane free does the work of all who wait; those
 * who come meanwhile wait for the next lane, and one of them goes on with it. No call waits for others to come.
 * Thread-safe.
 *
 * @param <T> what a call brings
 * @param <R> what it gets
 */
public final class Gathering<T, R> {
    private final int most;
    private final ToIntFunction<T> weight;
    private final Function<List<T>, List<R>> together;

    private final Object lock = new Object();
    /** Guarded by the lock, as are the lanes. */
    private final Queue<Call> waiting = new ArrayDeque<>();

    private int freeLanes;

    /**
     * Nobody waits yet.
     *
     * @param lanes how many pieces of work may go on at a time
     * @param most how much a piece of work takes in all; one call is taken in any case
     * @param weight how much a call brings
     * @param together does the work of some calls; gives one result a call, in their order
     */
    public Gathering(int lanes, int most, ToIntFunction<T> weight, Function<List<T>, List<R>> together) {
        if (lanes < 1 || most < 1) {
            throw new IllegalArgumentException("expected lanes and work, and found " + lanes + " and " + most);
        }
        this.freeLanes = lanes;
        this.most = most;
        this.weight = weight;
        this.together = together;
    }

    /** One thread's call. */
    private final class Call {
        private final T brought;
        private final Thread thread = Thread.currentThread();
        private @Nullable R result;
        private @Nullable Throwable failure;
        /** Written last, and read first: what was written before it is seen. */
        private volatile boolean done;
        /** The thread has been given a lane, and its own call with it. */
        private volatile boolean leads;

        Call(T brought) {
            this.brought = brought;
        }

        /** Waits; an interruption is kept for later, since the work goes on in any case. */
        void await() {
            boolean interrupted = false;
            while (!done && !leads) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                thread.interrupt();
            }
        }

        void end() {
            done = true;
            LockSupport.unpark(thread);
        }

        void lead() {
            leads = true;
            LockSupport.unpark(thread);
        }

        @SuppressWarnings("NullAway") // an R of the caller's choice, which may itself be nullable
        R result() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            return result;
        }
    }

    /**
     * Has some work done, together with that of others.
     *
     * @return the call's own result
     * @throws RuntimeException what the work threw, to each of the calls that it was done for
     */
    public R run(T brought) {
        Call mine = new Call(brought);
        boolean lane;
        synchronized (lock) {
            lane = freeLanes > 0;
            if (lane) {
                freeLanes--;
            } else {
                waiting.add(mine);
            }
        }
        if (!lane) {
            mine.await();
        }
        if (!mine.done) {
            lead(mine);
        }
        return mine.result();
    }

    private void lead(Call first) {
        List<Call> group = new ArrayList<>();
        group.add(first);
        try {
            int heavy = weight.applyAsInt(first.brought);
            synchronized (lock) {
                for (Call next = waiting.peek(); next != null; next = waiting.peek()) {
                    heavy += weight.applyAsInt(next.brought);
                    if (heavy > most) {
                        break;
                    }
                    group.add(waiting.remove());
                }
            }
            work(group);
        } finally {
            passOn();
            group.forEach(Call::end);
        }
    }

    private void work(List<Call> group) {
        try {
            List<R> results =
                    together.apply(group.stream().map(call -> call.brought).toList());
            if (results.size() != group.size()) {
                throw new IllegalStateException("expected " + group.size() + " results, and got " + results.size());
            }
            for (int i = 0; i < results.size(); i++) {
                group.get(i).result = results.get(i);
            }
        } catch (RuntimeException | Error e) { // whoever is not told of a failure believes in a success
            group.forEach(call -> call.failure = e);
        }
    }

    private void passOn() {
        Call next;
        synchronized (lock) {
            next = waiting.poll();
            if (next == null) {
                freeLanes++;
            }
        }
        if (next != null) {
            next.lead();
        }
    }
}
