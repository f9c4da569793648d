package dev.understudy.engine.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Looks whether the name is free, then renames, one writer at a time: for file systems without hard links. The lock is
 * the operating system's, which a killed process gives back.
 */
final class LockedRenamePlacement implements Placement {
    /** A file lock belongs to the whole process, so threads of one process need this one besides. */
    private static final Lock WITHIN_PROCESS = new ReentrantLock();

    private final Path lockFile;

    LockedRenamePlacement(Path lockFile) {
        this.lockFile = lockFile;
    }

    @Override
    public void place(Path finished, Path target) throws IOException {
        WITHIN_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock held = channel.lock();
            try {
                if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileAlreadyExistsException(target.toString());
                }
                Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                held.release();
            }
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }
}
