package dev.understudy.engine.database;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time in, and knows who that is. The system gives the lock back when a process dies. */
final class ProcessLock implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(50);
    /** Far from the process id's bytes: a locked region cannot be read on every system. */
    private static final long LOCKED_BYTE = 1L << 20;

    private final FileChannel channel;
    private final FileLock lock;

    private ProcessLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static ProcessLock acquire(Path file, Duration patience) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = tryFor(channel, patience);
            if (lock == null) {
                String holder = holder(channel);
                channel.close();
                throw new UnderstudyException(
                        ErrorCode.WORKSPACE_BUSY,
                        "the workspace's database is open in process " + holder + "; waited " + patience.toSeconds()
                                + " s. Close that program or use PostgreSQL to share a workspace");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                    0);
            return new ProcessLock(channel, lock);
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.DATABASE_UNAVAILABLE, "cannot lock the workspace at " + file + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryFor(FileChannel channel, Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            FileLock lock = tryOnce(channel);
            if (lock != null || System.nanoTime() >= end) {
                return lock;
            }
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    private static @Nullable FileLock tryOnce(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).trim();
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UnderstudyException(
                    ErrorCode.DATABASE_UNAVAILABLE, "cannot give the workspace's lock back: " + e.getMessage(), e);
        }
    }
}
