package dev.understudy.server.http;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection that knows what it is waiting for, and since when, so that one that takes too long can be cut from
 * outside. A cut closes the socket. It never interrupts the thread, since that would close whatever file the thread has
 * open just then.
 */
final class HelidonConnection implements ServerConnection {
    private static final ScopedValue<HelidonConnection> CURRENT = ScopedValue.newInstance();

    /** What a connection waits for. */
    enum Phase {
        /** The first byte of a request. */
        WAITING,
        /** The rest of a request's first line and headers. */
        HEAD,
        /** Our own work. */
        CALL,
        /** The rest of a body. */
        BODY,
        /** The caller, who is to take the answer in. */
        ANSWER,
        /** The end of a request that was refused before it was read, so that the answer arrives. */
        REST,
        /** Nothing any more. */
        CLOSED
    }

    /** How much of a refused request is still taken in: twice the longest one that is not refused for its length. */
    private static final long LONGEST_REST = 2L * RequestBody.LONGEST;

    private record Moment(Phase phase, long since) {}

    private final ConnectionContext context;
    private final LongSupplier nanoTime;
    private final Consumer<HelidonConnection> entered;
    private final Consumer<HelidonConnection> left;
    private final ServerConnection http;
    private final AtomicReference<Moment> moment;
    private volatile boolean noMoreCalls;
    private boolean restIsComing;

    /**
     * A connection that was accepted.
     *
     * @param http what speaks HTTP on it, through the context that it is given
     * @param entered is told when the connection begins, and {@code left} when it has ended
     */
    HelidonConnection(
            ConnectionContext context,
            Function<ConnectionContext, ServerConnection> http,
            LongSupplier nanoTime,
            Consumer<HelidonConnection> entered,
            Consumer<HelidonConnection> left) {
        this.context = context;
        this.nanoTime = nanoTime;
        this.entered = entered;
        this.left = left;
        this.moment = new AtomicReference<>(new Moment(Phase.WAITING, nanoTime.getAsLong()));
        this.http = http.apply(new HelidonConnectionContext(context, this));
    }

    /** The connection whose request the calling thread works on. */
    static HelidonConnection current() {
        return CURRENT.get();
    }

    @Override
    public void handle(Limit limit) throws InterruptedException {
        entered.accept(this);
        try {
            ScopedValue.where(CURRENT, this).call(() -> {
                http.handle(limit);
                return true;
            });
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            try {
                if (restIsComing) {
                    dropRest();
                }
            } finally {
                left.accept(this);
            }
        }
    }

    /**
     * The request that the calling thread works on is refused without being read to its end. To close a connection on
     * which something still comes would take the answer from the caller, who may not even have begun to listen.
     */
    static void endsBeforeItsRequest() {
        if (CURRENT.isBound()) {
            CURRENT.get().restIsComing = true;
        }
    }

    /** Takes in what still comes, until the caller has seen the answer and ends the connection. */
    private void dropRest() {
        try {
            turn(Phase.REST);
            long bytes = 0;
            byte[] more = context.serverSocket().get();
            while (more != null && bytes < LONGEST_REST) {
                bytes += more.length;
                more = context.serverSocket().get();
            }
        } catch (UncheckedIOException | CloseConnectionException e) {
            // broken, cut for its slowness, or closed: nobody waits for the answer
            context.log(
                    System.getLogger(HelidonConnection.class.getName()), System.Logger.Level.TRACE, "no rest comes", e);
        }
    }

    /** The next bytes that the caller sent; null at the end. */
    byte @Nullable [] read() {
        if (noMoreCalls && moment.get().phase() == Phase.WAITING) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = context.serverSocket().get();
        } catch (UncheckedIOException e) {
            throw new ServerConnectionException("the connection broke", e);
        }
        Phase phase = moment.get().phase();
        if (bytes == null && phase == Phase.HEAD) { // nobody is there to be told that a request needs an end
            throw new CloseConnectionException("the caller went away in the middle of a request's head");
        }
        if (bytes != null && phase == Phase.WAITING) {
            turn(Phase.HEAD);
        }
        return bytes;
    }

    /** The connection turns to something else. */
    void turn(Phase next) {
        Moment now = new Moment(next, nanoTime.getAsLong());
        Moment before = moment.getAndUpdate(last -> last.phase() == Phase.CLOSED ? last : now);
        if (before.phase() == Phase.CLOSED) {
            throw new CloseConnectionException("the connection was cut");
        }
    }

    /** The request is done; a connection that was cut meanwhile stays so. */
    void awaitsNextCall() {
        Moment now = new Moment(Phase.WAITING, nanoTime.getAsLong());
        moment.getAndUpdate(last -> last.phase() == Phase.CLOSED ? last : now);
    }

    /** A phase within another one, which goes on afterwards. */
    interface Interlude extends AutoCloseable {
        @Override
        void close();
    }

    /** The connection turns to something else until that is over; the time of what it did before runs on. */
    Interlude during(Phase other) {
        Moment before = moment.get();
        turn(other);
        return () -> moment.updateAndGet(last -> last.phase() == Phase.CLOSED ? last : before);
    }

    /** Ends the connection after the request that is under way. */
    void takesNoMoreCalls() {
        noMoreCalls = true;
    }

    Phase phase() {
        return moment.get().phase();
    }

    /**
     * Cuts the connection if it is too long in its phase.
     *
     * @param longest how long that is, in each phase
     * @return whether it was cut
     */
    boolean cutAfter(Function<Phase, Duration> longest) {
        Moment last = moment.get();
        long nanos = nanoTime.getAsLong() - last.since();
        return last.phase() != Phase.CLOSED
                && nanos > longest.apply(last.phase()).toNanos()
                && cut(last);
    }

    private boolean cut(Moment last) {
        if (!moment.compareAndSet(last, new Moment(Phase.CLOSED, last.since()))) {
            return false; // something came just now
        }
        closeSocket();
        return true;
    }

    private void closeSocket() {
        try {
            context.serverSocket().close();
        } catch (UncheckedIOException e) {
            context.log(
                    System.getLogger(HelidonConnection.class.getName()),
                    System.Logger.Level.TRACE,
                    "already closed",
                    e);
        }
    }

    @Override
    public Duration idleTime() {
        return Duration.ZERO; // the idle ones are cut with all that are too slow
    }

    @Override
    public void close(boolean atOnce) {
        takesNoMoreCalls();
        Moment last = moment.get();
        if (atOnce) {
            moment.set(new Moment(Phase.CLOSED, last.since()));
            closeSocket();
        } else if (last.phase() == Phase.WAITING) {
            cut(last);
        }
    }
}
