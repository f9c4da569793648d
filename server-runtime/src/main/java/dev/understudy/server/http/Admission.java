package dev.understudy.server.http;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so much work in at a time and no more; what does not fit is told to come again. Work runs on threads of its own:
 * the server interrupts a connection's thread when it closes the connection, and an interruption in the middle of a
 * read or write would close the files of the embedded database.
 */
final class Admission implements AutoCloseable {
    /** Calls that are worked on at a time. */
    static final int CALLS = 256;
    /** Calls with a large body among them, since these are what takes memory. */
    static final int LARGE_CALLS = 8;
    /** A body above this is large, in bytes. */
    static final int LARGE = 64 << 10;
    /** What all bodies that are here or coming in may take together, in KiB: as much as all calls may bring. */
    private static final int ROOM = (CALLS * LARGE + LARGE_CALLS * RequestBody.LONGEST) >> 10;

    private final Semaphore calls = new Semaphore(CALLS);
    private final Semaphore largeCalls = new Semaphore(LARGE_CALLS);
    private final Semaphore room = new Semaphore(ROOM);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration patience;
    private volatile boolean stopping;
    private volatile boolean closed;

    /**
     * An open door.
     *
     * @param patience how long the work that is under way may take to end
     */
    Admission(Duration patience) {
        this.patience = patience;
    }

    /**
     * A call. It is let in once its body is here, and not before: whoever sends slowly takes the room for what was sent, and
     * nobody's turn.
     */
    final class Pass implements AutoCloseable {
        private boolean inside;
        private boolean large;
        private int kibibytes;

        private Pass() {}

        /** Its body, as far as it is here, takes so much room. */
        void holds(int bytes) {
            int more = (bytes >> 10) - kibibytes;
            if (more > 0) {
                if (!room.tryAcquire(more)) {
                    throw RequestRefused.amidst(
                            HttpFault.TOO_MANY_REQUESTS, "the bodies of other calls take all the room; try again");
                }
                kibibytes += more;
            }
        }

        /** All of its body is here, and its turn comes or it is turned away. */
        void enter(int bytes) {
            if (!calls.tryAcquire()) {
                throw RequestRefused.of(HttpFault.TOO_MANY_REQUESTS, "too many calls are under way; try again");
            }
            inside = true;
            if (closed) {
                throw RequestRefused.of(HttpFault.STOPPING, "the service ends; try again");
            }
            if (bytes > LARGE) {
                if (!largeCalls.tryAcquire()) {
                    throw RequestRefused.of(
                            HttpFault.TOO_MANY_REQUESTS, "too many large calls are under way; try again");
                }
                large = true;
            }
        }

        /** Does the work to its end, whatever happens to the connection meanwhile. */
        <T> T run(Callable<T> work) {
            return aside(work);
        }

        @Override
        public void close() {
            if (large) {
                largeCalls.release();
            }
            if (inside) {
                calls.release();
            }
            room.release(kibibytes);
        }
    }

    /** Does work to its end that needs no pass, since it is little: whoever asks whether we are ready is not turned away. */
    <T> T aside(Callable<T> work) {
        Future<T> result = threads.submit(work);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw unwrapped(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException exception -> exception;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }

    /** A call whose body is still to come. */
    Pass arrive() {
        return new Pass();
    }

    /** Lets a call in that has no body. */
    Pass enter() {
        Pass pass = new Pass();
        try {
            pass.enter(0);
        } catch (RequestRefused e) {
            pass.close();
            throw e;
        }
        return pass;
    }

    /** The service ends; it still answers, so that those who send requests to it have time to notice. */
    void announceEnd() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Lets nobody in any more, and waits for those who are inside. */
    @Override
    public void close() {
        stopping = true;
        closed = true;
        try {
            // whoever was let in holds a permit: with all of them here, nobody is inside
            if (calls.tryAcquire(CALLS, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                calls.release(CALLS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.close();
    }
}
