package dev.understudy.engine.serving;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks something that may hang, and waits only so long for it. What has not answered yet is not asked a second time: its
 * answer is there for the next who wants the same. One question is under way at a time.
 *
 * <p>The asking is done by platform threads. A virtual one that hangs in a file system would keep a carrier from those
 * that answer predictions.
 *
 * @param <K> what is asked
 * @param <T> the answer
 */
final class PatientCall<K, T> {
    private final String name;
    private final FetchPolicy policy;
    private final LongSupplier nanoTime;
    private @Nullable Asking<K, T> present;

    /** A question that is under way, or that nobody has taken the answer of. */
    private record Asking<K, T>(K key, CompletableFuture<T> answer, Thread thread, long since) {}

    PatientCall(String name, FetchPolicy policy, LongSupplier nanoTime) {
        this.name = name;
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    /**
     * The answer.
     *
     * @param key what is asked; another question ends one that is under way
     * @param call asks
     * @throws UnderstudyException what the call threw; STORE_UNAVAILABLE where it has not answered yet
     */
    T get(K key, Callable<T> call) {
        Asking<K, T> asking = asking(key, call);
        try {
            T answer = asking.answer().get(policy.patience().toNanos(), TimeUnit.NANOSECONDS);
            present = null;
            return answer;
        } catch (TimeoutException e) {
            throw new UnderstudyException(
                    ErrorCode.STORE_UNAVAILABLE,
                    name + " has not answered within " + policy.patience().toMillis()
                            + " ms; it is still being waited for",
                    e);
        } catch (ExecutionException e) {
            present = null;
            throw e.getCause() instanceof UnderstudyException known
                    ? known
                    : new UnderstudyException(ErrorCode.INTERNAL, name + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnderstudyException(ErrorCode.CANCELLED, "nobody waits for " + name + " any more", e);
        }
    }

    private Asking<K, T> asking(K key, Callable<T> call) {
        Asking<K, T> before = present;
        if (before != null) {
            boolean late =
                    nanoTime.getAsLong() - before.since() > policy.deadline().toNanos();
            if (late || !before.key().equals(key)) {
                before.thread().interrupt();
            }
            // what does not heed the interruption hangs in the system: a second one would hang beside it
            if (before.key().equals(key)) {
                return before;
            }
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> ask(call, answer));
        Asking<K, T> asking = new Asking<>(key, answer, thread, nanoTime.getAsLong());
        present = asking;
        thread.start();
        return asking;
    }

    private static <T> void ask(Callable<T> call, CompletableFuture<T> answer) {
        try {
            answer.complete(call.call());
        } catch (Exception | OutOfMemoryError e) { // a model that does not fit must not end the looking
            answer.completeExceptionally(e);
        }
    }
}
