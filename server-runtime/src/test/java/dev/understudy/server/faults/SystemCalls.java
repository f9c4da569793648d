package dev.understudy.server.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Watches which files a process and its children force to the disk, by strace; only where that is there and allowed. */
final class SystemCalls implements AutoCloseable {
    private final Process strace;

    private SystemCalls(Process strace) {
        this.strace = strace;
    }

    /** Begins to watch, or has the test skipped where it cannot be. */
    static SystemCalls trace(long pid, Path into) {
        try {
            Process strace = new ProcessBuilder(List.of(
                            "strace",
                            "-f",
                            "-ttt",
                            "-T",
                            "-e",
                            "trace=fsync,fdatasync",
                            "-o",
                            into.toString(),
                            "-p",
                            Long.toString(pid)))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader said = strace.inputReader();
            String line = said.readLine();
            Assumptions.assumeTrue(line != null && line.contains("attached"), "strace cannot watch here: " + line);
            return new SystemCalls(strace);
        } catch (IOException e) {
            Assumptions.abort("there is no strace here: " + e.getMessage());
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        strace.destroy(); // it lets go of what it watches
        strace.onExit().join();
    }
}
