package dev.understudy.engine.database;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time in, and knows who that is. The system gives the lock back when a process dies. */
final class ProcessLock implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);
    /** Far from the process id's bytes: a locked region cannot be read on every system. */
    private static final long LOCKED_BYTE = 1L << 20;

    /**
     * What this process holds. On POSIX systems whoever closes any channel of a file gives the whole process's locks on
     * it away, so that here nobody may open one a second time.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final FileLock lock;

    private ProcessLock(Path file, FileChannel channel, FileLock lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    static ProcessLock acquire(Path file, Duration patience) {
        try {
            Path folder =
                    Files.createDirectories(file.toAbsolutePath().getParent()).toRealPath();
            Path real = folder.resolve(file.getFileName());
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                ProcessLock lock = tryOnce(real);
                if (lock != null) {
                    return lock;
                }
                if (System.nanoTime() >= end || !pause()) {
                    throw new UnderstudyException(
                            ErrorCode.WORKSPACE_BUSY,
                            "the workspace's database is open in process " + holder(real) + "; waited "
                                    + patience.toSeconds()
                                    + " s. Close that program or use PostgreSQL to share a workspace");
                }
            }
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.DATABASE_UNAVAILABLE, "cannot lock the workspace at " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable ProcessLock tryOnce(Path file) throws IOException {
        if (!HELD.add(file)) {
            return null; // this very process has it
        }
        ProcessLock acquired = null;
        try {
            acquired = tryAsProcess(file);
            return acquired;
        } finally {
            if (acquired == null) {
                HELD.remove(file);
            }
        }
    }

    private static @Nullable ProcessLock tryAsProcess(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ProcessLock acquired = null;
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            if (lock != null) {
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap(
                                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                        0);
                acquired = new ProcessLock(file, channel, lock);
            }
            return acquired;
        } finally {
            if (acquired == null) {
                channel.close();
            }
        }
    }

    /** Whether it may go on waiting. */
    private static boolean pause() {
        try {
            Thread.sleep(STEP);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        if (HELD.contains(file)) {
            return Long.toString(ProcessHandle.current().pid());
        }
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.DATABASE_UNAVAILABLE, "cannot give the workspace's lock back: " + e.getMessage(), e);
        } finally {
            HELD.remove(file);
        }
    }
}
