package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R8: the disk fills up under load. */
@Timeout(600)
@ExtendWith(ReleasedWorkspace.Shared.class)
class FullDiskTest {
    private static final int CLIENTS = 8;

    @TempDir
    Path folder;

    @Test
    void underTheEmbeddedDatabase(ReleasedWorkspace workspace) {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 32)) {
            ReleasedWorkspace.Place place = workspace.place(disk.folder().resolve("w"));
            Ledger ledger = new Ledger();
            try (ProgramProcess server =
                    ProgramProcess.at(place).err(folder.resolve("err.log")).run("serve", "--port", "0")) {
                String address = server.address();
                try (PredictionLoad load = PredictionLoad.start(address, ledger, "r8", CLIENTS)) {
                    load.after(100, Duration.ofSeconds(60), disk::fill);
                    Deadline.await(
                            Duration.ofSeconds(30),
                            () -> "a call that is turned away, of "
                                    + ledger.acknowledged().size(),
                            () -> ledger.turnedAway().size() >= CLIENTS);
                    Deadline.await(
                            Duration.ofSeconds(10),
                            () -> "not ready on a full disk",
                            () -> !ProgramProcess.isReady(address));
                    assertThat(ledger.turnedAway())
                            .allSatisfy(call -> assertThat(call)
                                    .isEqualTo(new Ledger.TurnedAway(503, "database-unavailable", true)));
                    disk.free();
                    assertThat(load.untilAnswered(CLIENTS)).isLessThan(Duration.ofSeconds(10));
                    Deadline.await(
                            Duration.ofSeconds(10), () -> "ready with room", () -> ProgramProcess.isReady(address));
                }
                disk.fill();
                server.kill(); // and what if it dies on a full disk
            }
            disk.free();
            KeptLog.holds(place, ledger);
        }
    }
}
