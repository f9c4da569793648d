package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R6: between each question and its answer, the log's file was forced to the disk. */
@Timeout(600)
@ExtendWith(ReleasedWorkspace.Shared.class)
class DurableAnswersTest {
    private static final int ANSWERS = FaultSize.asked().of(200, 20_000);
    private static final int CLIENTS = 8;

    @TempDir
    Path folder;

    @Test
    void fromPostgres(ReleasedWorkspace workspace) {
        try (PostgresServer postgres = new PostgresServer(folder.resolve("pg"))) {
            assertThat(postgres.parameter("fsync")).isEqualTo("on");
            ReleasedWorkspace.Place place = workspace.place(folder.resolve("w")).with(postgres.environment());
            Path calls = folder.resolve("calls.txt");
            Ledger ledger;
            try (SystemCalls _ = SystemCalls.trace(postgres.pid(), calls);
                    ProgramProcess server = ProgramProcess.at(place).run("serve", "--port", "0")) {
                ledger = load(server.address());
                assertThat(server.terminate()).isEqualTo(143);
            }
            eachAnswerHasItsForce("PostgreSQL", ledger, DiskForces.traced(calls));
        }
    }

    @Test
    void fromTheEmbeddedDatabase(ReleasedWorkspace workspace) {
        ReleasedWorkspace.Place place = workspace.place(folder.resolve("w"));
        Path recording = folder.resolve("forces.jfr");
        Ledger ledger;
        try (ProgramProcess server = ProgramProcess.at(place)
                .machine("-XX:StartFlightRecording:settings=none,+jdk.FileForce#enabled=true,"
                        + "+jdk.FileForce#threshold=0ns,dumponexit=true,filename=" + recording)
                .run("serve", "--port", "0")) {
            ledger = load(server.address());
            assertThat(server.terminate()).isEqualTo(143);
        }
        eachAnswerHasItsForce("H2", ledger, DiskForces.recorded(recording, "understudy.mv.db"));
    }

    private static Ledger load(String address) {
        Ledger ledger = new Ledger();
        try (PredictionLoad load = PredictionLoad.start(address, ledger, "r6", CLIENTS)) {
            load.after(ANSWERS, Duration.ofMinutes(5), () -> {});
        }
        return ledger;
    }

    private static void eachAnswerHasItsForce(String database, Ledger ledger, DiskForces forces) {
        List<Ledger.Acknowledged> without = ledger.acknowledged().values().stream()
                .filter(answer -> !forces.isWithin(answer.asked(), answer.answered()))
                .toList();
        FaultFigures.tell(
                "R6 " + database,
                ledger.acknowledged().size() + " answers, " + forces.count() + " forces of the log, " + without.size()
                        + " answers without one between question and answer");
        assertThat(forces.count()).isPositive();
        assertThat(without).as("answers that no force of the log lies within").isEmpty();
    }
}
