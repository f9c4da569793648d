package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** R5: PostgreSQL is restarted under load, by turns in order and by a kill. */
@Timeout(1_800)
@ExtendWith(ReleasedWorkspace.Shared.class)
class RestartedDatabaseTest {
    private static final int RESTARTS = FaultSize.asked().of(2, 20);
    private static final int BETWEEN = FaultSize.asked().of(50, 300);
    private static final int CLIENTS = 8;
    private static final Duration BACK = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void callsAreToldToComeAgainAndNothingIsLost(ReleasedWorkspace workspace) {
        try (PostgresServer postgres = new PostgresServer(folder.resolve("pg"))) {
            ReleasedWorkspace.Place place = workspace.place(folder.resolve("w")).with(postgres.environment());
            Ledger ledger = new Ledger();
            JobLedger handedIn = new JobLedger();
            Duration longest = Duration.ZERO;
            try (ProgramProcess server = ProgramProcess.at(place).run("serve", "--port", "0")) {
                String address = server.address();
                try (PredictionLoad load = PredictionLoad.start(address, ledger, "r5", CLIENTS);
                        JobLoad jobs = JobLoad.start(address, handedIn, "r5-job", CLIENTS / 2)) {
                    for (int i = 0; i < RESTARTS; i++) {
                        load.after(BETWEEN, Duration.ofSeconds(60), i % 2 == 0 ? postgres::stop : postgres::kill);
                        int before = ledger.turnedAway().size();
                        int jobsBefore = jobs.turnedAway().size();
                        Deadline.await(
                                Duration.ofSeconds(30),
                                () -> "a call that is turned away while the database is down",
                                () -> ledger.turnedAway().size() > before
                                        && jobs.turnedAway().size() > jobsBefore);
                        assertThat(ProgramProcess.isReady(address))
                                .as("ready without its database")
                                .isFalse();
                        postgres.start();
                        Duration back = load.untilAnswered(CLIENTS).plus(jobs.untilTaken(CLIENTS / 2));
                        longest = back.compareTo(longest) > 0 ? back : longest;
                        Deadline.await(BACK, () -> "ready with its database", () -> ProgramProcess.isReady(address));
                    }
                    assertThat(jobs.turnedAway())
                            .as("how jobs were turned away")
                            .isNotEmpty()
                            .allSatisfy(call -> assertThat(call)
                                    .isEqualTo(new Ledger.TurnedAway(503, "database-unavailable", true)));
                    assertThat(jobs.brokenCalls()).as("jobs without any answer").isZero();
                }
                assertThat(server.terminate()).isEqualTo(143);
            }
            assertThat(longest).as("from the database's return to answers").isLessThan(BACK);
            assertThat(ledger.turnedAway())
                    .as("how calls were turned away")
                    .isNotEmpty()
                    .allSatisfy(call ->
                            assertThat(call).isEqualTo(new Ledger.TurnedAway(503, "database-unavailable", true)));
            assertThat(ledger.brokenCalls()).as("calls without any answer").isZero();
            DrainedJobs.hold(place, handedIn);
            KeptLog.holds(place, ledger);
            FaultFigures.tell(
                    "R5 PostgreSQL",
                    RESTARTS + " restarts, " + ledger.acknowledged().size() + " answered, "
                            + handedIn.accepted().size() + " jobs taken, "
                            + ledger.turnedAway().size() + " turned away, longest return " + longest.toMillis()
                            + " ms");
        }
    }
}
