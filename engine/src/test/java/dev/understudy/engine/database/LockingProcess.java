package dev.understudy.engine.database;

import dev.understudy.engine.common.UnderstudyException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that takes a lock, says what came of it, and holds it until its input ends. */
final class LockingProcess {
    private LockingProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws IOException {
        try {
            ProcessLock lock = ProcessLock.acquire(Path.of(args[0]), Duration.ZERO);
            System.out.println("locked");
            int ended = System.in.read();
            assert ended < 0;
            lock.close();
        } catch (UnderstudyException e) {
            System.out.println(e.code() + " " + e.getMessage());
        }
    }
}
