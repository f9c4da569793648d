package dev.understudy.server.http;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Cuts connections whose caller takes too long to send something: a read alone may always go on for one more byte. An
 * interruption of the thread that reads closes its connection.
 */
final class ReadingDeadline implements AutoCloseable {
    private final Duration longest;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("deadlines").daemon().unstarted(task));

    /**
     * A deadline.
     *
     * @param longest how long the reading of one thing may take
     */
    ReadingDeadline(Duration longest) {
        this.longest = longest;
    }

    /** The calling thread begins to read. */
    Running begin() {
        return new Running(Thread.currentThread());
    }

    /** A thread that reads. */
    final class Running implements AutoCloseable {
        private final ScheduledFuture<?> cut;
        private boolean done;

        private Running(Thread reader) {
            cut = timer.schedule(() -> cut(reader), longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void cut(Thread reader) {
            if (!done) {
                reader.interrupt();
            }
        }

        @Override
        public void close() {
            synchronized (this) {
                done = true;
            }
            cut.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
