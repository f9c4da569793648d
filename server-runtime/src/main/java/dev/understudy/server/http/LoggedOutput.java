package dev.understudy.server.http;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Makes a JSON line of each line that a library writes to the process's standard error, as the loggers of Helidon, H2 and
 * the others do here, and the machine with the stack trace of a thread that died.
 */
public final class LoggedOutput implements AutoCloseable {
    private final PrintStream before;

    private LoggedOutput(PrintStream before) {
        this.before = before;
    }

    /** From now on, until it is closed, standard error goes into the log; the log must not write to standard error itself. */
    public static LoggedOutput into(OperatorLog log) {
        LoggedOutput output = new LoggedOutput(System.err);
        System.setErr(new PrintStream(new Lines(log), true, StandardCharsets.UTF_8));
        return output;
    }

    /** Gathers lines. */
    private static final class Lines extends OutputStream {
        private static final int LONGEST = 8_192;

        private final OperatorLog log;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(OperatorLog log) {
            this.log = log;
        }

        @Override
        public synchronized void write(int octet) {
            if (octet == '\n' || line.size() >= LONGEST) {
                end();
            }
            if (octet != '\n' && octet != '\r') {
                line.write(octet);
            }
        }

        private void end() {
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            if (!text.isBlank()) {
                log.output(text);
            }
        }

        @Override
        public synchronized void close() {
            end();
        }
    }

    @Override
    public void close() {
        System.err.close();
        System.setErr(before);
    }
}
