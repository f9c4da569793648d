package dev.understudy.server.command;

import dev.understudy.engine.common.RunControl;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/**
 * Shows progress on standard error: one line that is drawn over on a terminal, a line now and then elsewhere. Work that
 * takes less than a second shows nothing.
 */
final class ConsoleProgress implements RunControl, AutoCloseable {
    private static final long QUIET = Duration.ofSeconds(1).toNanos();
    private static final long REDRAW = Duration.ofMillis(200).toNanos();
    private static final long LINE = Duration.ofSeconds(10).toNanos();
    private static final double NANOS = 1e9;

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private volatile Duration toEnd = Duration.ofSeconds(20);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private String stage = "";
    private long stageStart;
    private long doneBefore;
    private long lastShown;
    private boolean drawn;

    ConsoleProgress(PrintStream err, Map<String, String> environment) {
        this(err, isTerminal(environment), System::nanoTime);
    }

    ConsoleProgress(PrintStream err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @SuppressWarnings("SystemConsoleNull") // the platform's documentation allows null still
    private static boolean isTerminal(Map<String, String> environment) {
        Console console = System.console();
        return console != null
                && console.isTerminal()
                && !"dumb".equals(environment.get("TERM"))
                && !environment.containsKey("CI");
    }

    @Override
    public synchronized void progress(String what, long done, long total) {
        long now = nanoTime.getAsLong();
        if (!what.equals(stage)) {
            clear();
            stage = what;
            stageStart = now;
            doneBefore = done;
            lastShown = now - (terminal ? REDRAW : 0);
        }
        boolean due = now - stageStart >= QUIET && now - lastShown >= (terminal ? REDRAW : LINE);
        if (due) {
            show(describe(done, total, (now - stageStart) / NANOS));
            lastShown = now;
        }
    }

    @Override
    public synchronized void warn(String sentence) {
        clear();
        err.println("warning: " + sentence);
    }

    private String describe(long done, long total, double seconds) {
        StringBuilder line = new StringBuilder(stage);
        if (total > 0) {
            line.append(String.format(Locale.ROOT, ": %,d of %,d (%.0f %%)", done, total, 100.0 * done / total));
        } else if (done > 0) {
            line.append(String.format(Locale.ROOT, ": %,d", done));
        }
        if (done > doneBefore && seconds > 0) {
            double rate = (done - doneBefore) / seconds;
            line.append(String.format(Locale.ROOT, ", %,.0f a second", rate));
            if (total > done) {
                line.append(String.format(Locale.ROOT, ", about %,.0f s to go", (total - done) / rate));
            }
        } else {
            line.append(String.format(Locale.ROOT, ", %.0f s", seconds));
        }
        return line.toString();
    }

    private void show(String line) {
        if (terminal) {
            err.print("\r\u001b[K" + line);
            err.flush();
            drawn = true;
        } else {
            err.println(line);
        }
    }

    private void clear() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }

    void cancel() {
        cancelled.countDown();
    }

    @Override
    public boolean isCancelled() {
        return cancelled.getCount() == 0;
    }

    /** How long the work may take to come to a clean end when it is interrupted. */
    Duration timeToEnd() {
        return toEnd;
    }

    /** The work needs another time to come to a clean end than most. */
    void allowToEnd(Duration time) {
        toEnd = time;
    }

    /** Waits until the work should stop. */
    void awaitCancelled() {
        try {
            cancelled.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        clear();
        stage = "";
    }
}
