package dev.understudy.engine.database;

import static dev.understudy.engine.scene.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.scene.ChildProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process at a time, and the next one knows which. */
class ProcessLockTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("data/understudy.lock");
    }

    @Test
    void anotherProcessIsToldWhoHoldsIt() {
        try (ChildProcess holder = ChildProcess.of(LockingProcess.class, file.toString())) {
            assertThat(holder.line()).isEqualTo("locked");

            assertRefused(ErrorCode.WORKSPACE_BUSY, () -> ProcessLock.acquire(file, Duration.ZERO))
                    .contains("in process " + holder.pid() + ";");
        }
    }

    @Test
    void aKilledProcessGivesItBack() {
        try (ChildProcess holder = ChildProcess.of(LockingProcess.class, file.toString())) {
            assertThat(holder.line()).isEqualTo("locked");
            holder.kill();
        }

        ProcessLock.acquire(file, Duration.ZERO).close();
    }

    @Test
    void whoClosesItGivesItBack() {
        ProcessLock.acquire(file, Duration.ZERO).close();

        try (ChildProcess next = ChildProcess.of(LockingProcess.class, file.toString())) {
            assertThat(next.line()).isEqualTo("locked");
        }
    }

    @Test
    void theSameProcessWaitsForItselfToo() {
        try (ProcessLock held = ProcessLock.acquire(file, Duration.ZERO)) {
            assertThat(held).isNotNull();
            assertRefused(ErrorCode.WORKSPACE_BUSY, () -> ProcessLock.acquire(file, Duration.ZERO))
                    .contains("in process " + ProcessHandle.current().pid() + ";");
        }
        ProcessLock.acquire(file, Duration.ZERO).close();
    }

    @Test
    void aRefusedOpenerOfTheSameProcessDoesNotLoseTheLockToAnother() {
        try (ProcessLock held = ProcessLock.acquire(file, Duration.ZERO)) {
            assertThat(held).isNotNull();
            assertRefused(ErrorCode.WORKSPACE_BUSY, () -> ProcessLock.acquire(file, Duration.ZERO));

            try (ChildProcess other = ChildProcess.of(LockingProcess.class, file.toString())) {
                assertThat(other.line())
                        .startsWith("WORKSPACE_BUSY")
                        .contains("in process " + ProcessHandle.current().pid());
            }
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsToldAsSuch() throws Exception {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");

        assertRefused(ErrorCode.DATABASE_UNAVAILABLE, () -> ProcessLock.acquire(file, Duration.ZERO));
    }
}
