package dev.understudy.engine.traffic;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Writes one portion while the next is read; never more than one waits, so that memory stays bounded. */
final class PortionWriter implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private @Nullable Future<?> running;

    /** Begins to write, after what was begun before. */
    void begin(Runnable portion) {
        settle();
        running = thread.submit(portion);
    }

    /**
     * Waits for what was begun, if anything was.
     *
     * @throws UnderstudyException what the writing threw
     */
    void settle() {
        Future<?> begun = running;
        running = null;
        if (begun == null) {
            return;
        }
        try {
            begun.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnderstudyException told ? told : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnderstudyException(ErrorCode.CANCELLED, "interrupted; what was imported until then is kept", e);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
