package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R2: the server is killed in the very moment in which a client has read its 200 or 202. */
@Timeout(1_800)
@ExtendWith(ReleasedWorkspace.Shared.class)
class KilledServerTest {
    private static final int KILLS = FaultSize.asked().of(2, 50);
    private static final int BETWEEN = FaultSize.asked().of(60, 300);
    private static final int CLIENTS = 8;

    @TempDir
    Path folder;

    @Test
    void whatItAnsweredIsInTheEmbeddedDatabase(ReleasedWorkspace workspace) {
        killedAgainAndAgain(workspace.place(folder.resolve("w")));
    }

    @Test
    void whatItAnsweredIsInPostgres(ReleasedWorkspace workspace) {
        try (PostgresServer postgres = new PostgresServer(folder.resolve("pg"))) {
            killedAgainAndAgain(workspace.place(folder.resolve("w")).with(postgres.environment()));
        }
    }

    private static void killedAgainAndAgain(ReleasedWorkspace.Place place) {
        Ledger ledger = new Ledger();
        JobLedger handedIn = new JobLedger();
        String port = Integer.toString(FreePort.find());
        ProgramProcess server = ProgramProcess.at(place).run("serve", "--port", port);
        try {
            String address = server.address();
            try (PredictionLoad load = PredictionLoad.start(address, ledger, "r2", CLIENTS / 2);
                    JobLoad jobs = JobLoad.start(address, handedIn, "r2-job", CLIENTS / 2)) {
                for (int i = 0; i < KILLS; i++) {
                    // by turns the answer to a prediction and that to a job
                    if (i % 2 == 0) {
                        jobs.after(BETWEEN / 2, Duration.ofSeconds(60), server::kill);
                    } else {
                        load.after(BETWEEN / 2, Duration.ofSeconds(60), server::kill);
                    }
                    server = ProgramProcess.at(place).run("serve", "--port", port);
                    assertThat(server.address()).isEqualTo(address);
                }
                load.after(BETWEEN, Duration.ofSeconds(60), () -> {});
            }
            // asked again, each gets the answer that it got: the ledger refuses any other
            Map<String, Ledger.Acknowledged> answered = Map.copyOf(ledger.acknowledged());
            try (PredictionLoad again = PredictionLoad.start(address, ledger, "none", 0)) {
                List.copyOf(answered.keySet()).stream()
                        .limit(200)
                        .forEach(id -> assertThat(again.ask(id)).isTrue());
            }
            try (JobLoad again = JobLoad.start(address, handedIn, "none", 0)) {
                List.copyOf(handedIn.accepted().keySet()).stream()
                        .limit(200)
                        .forEach(key -> assertThat(again.handIn(key)).isTrue());
            }
            assertThat(ledger.brokenCalls()).as("calls that a kill cut off").isPositive();
            assertThat(server.terminate()).isEqualTo(143);
        } finally {
            server.close();
        }
        DrainedJobs.hold(place, handedIn);
        KeptLog.holds(place, ledger);
        FaultFigures.tell(
                "R2",
                KILLS + " kills, " + ledger.acknowledged().size() + " answered, "
                        + handedIn.accepted().size() + " jobs taken");
    }
}
