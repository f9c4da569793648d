package dev.understudy.engine.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Joins the calls of many threads into few: whoever gets the lock works for all who wait, and the others find their
 * work done. Thread-safe.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
final class JoinedCalls<Q, A> {
    private final Function<List<Q>, List<A>> work;
    private final int most;
    private final ReentrantLock worker = new ReentrantLock();
    private final ConcurrentLinkedQueue<Call<Q, A>> waiting = new ConcurrentLinkedQueue<>();

    /**
     * Joins calls of some work.
     *
     * @param work answers questions in their order; where it throws, all of them have failed
     * @param most how many questions at a time
     */
    JoinedCalls(Function<List<Q>, List<A>> work, int most) {
        this.work = work;
        this.most = most;
    }

    A ask(Q question) {
        Call<Q, A> mine = new Call<>(question);
        waiting.add(mine);
        worker.lock();
        try {
            while (!mine.done) {
                workOn(next());
            }
        } finally {
            worker.unlock();
        }
        return mine.answer();
    }

    private List<Call<Q, A>> next() {
        List<Call<Q, A>> calls = new ArrayList<>();
        while (calls.size() < most) {
            Call<Q, A> call = waiting.poll();
            if (call == null) {
                break;
            }
            calls.add(call);
        }
        return calls;
    }

    private void workOn(List<Call<Q, A>> calls) {
        try {
            List<A> answers =
                    work.apply(calls.stream().map(call -> call.question).toList());
            for (int i = 0; i < calls.size(); i++) {
                calls.get(i).answer = answers.get(i);
            }
        } catch (RuntimeException | Error e) { // whoever is not told of a failure believes in a success
            calls.forEach(call -> call.failure = e);
        }
        calls.forEach(call -> call.done = true);
    }

    /** One thread's question; what others write of it is read under the lock. */
    private static final class Call<Q, A> {
        private final Q question;
        private boolean done;
        private @Nullable A answer;
        private @Nullable Throwable failure;

        Call(Q question) {
            this.question = question;
        }

        A answer() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (answer == null) {
                throw new IllegalStateException("nobody has answered");
            }
            return answer;
        }
    }
}
