package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * R2 and R5 for jobs in Redis, over HTTP: the server is killed in the moment in which a client has read its 202, and Redis
 * is restarted under load, by turns in order and by a kill.
 */
@Timeout(1_800)
@ExtendWith(ReleasedWorkspace.Shared.class)
class RestartedRedisTest {
    private static final int RESTARTS = FaultSize.asked().of(2, 20);
    private static final int KILLS = FaultSize.asked().of(1, 20);
    private static final int BETWEEN = FaultSize.asked().of(50, 300);
    private static final int CLIENTS = 8;
    private static final Duration BACK = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void whatItTookIsNotLost(ReleasedWorkspace workspace) {
        // the log stays in the embedded database, which is not the one that fails here
        try (RedisServer redis = new RedisServer(folder.resolve("redis"))) {
            ReleasedWorkspace.Place place = workspace.place(folder.resolve("w")).with(redis.environment());
            JobLedger ledger = new JobLedger();
            String port = Integer.toString(FreePort.find());
            ProgramProcess server = serve(place, port);
            try {
                String address = server.address();
                Duration longest = restarted(redis, address, ledger);
                try (JobLoad load = JobLoad.start(address, ledger, "r2", CLIENTS)) {
                    for (int i = 0; i < KILLS; i++) {
                        load.after(BETWEEN, Duration.ofSeconds(60), server::kill);
                        server = serve(place, port);
                        assertThat(server.address()).isEqualTo(address);
                    }
                    load.untilTaken(CLIENTS);
                    assertThat(load.brokenCalls())
                            .as("calls that a kill cut off")
                            .isPositive();
                }
                try (JobLoad again = JobLoad.start(address, ledger, "none", 0)) {
                    List.copyOf(ledger.accepted().keySet())
                            .forEach(key -> assertThat(again.handIn(key)).isTrue());
                }
                assertThat(server.terminate()).isEqualTo(143);
                FaultFigures.tell(
                        "R2 and R5 Redis",
                        RESTARTS + " restarts, " + KILLS + " kills of the server, "
                                + ledger.accepted().size() + " jobs taken, longest return " + longest.toMillis()
                                + " ms");
            } finally {
                server.close();
            }
            DrainedJobs.hold(place, ledger);
        }
    }

    private static ProgramProcess serve(ReleasedWorkspace.Place place, String port) {
        return ProgramProcess.at(place).run("serve", "--port", port);
    }

    private static Duration restarted(RedisServer redis, String address, JobLedger ledger) {
        Duration longest = Duration.ZERO;
        try (JobLoad load = JobLoad.start(address, ledger, "r5", CLIENTS)) {
            for (int i = 0; i < RESTARTS; i++) {
                load.after(BETWEEN, Duration.ofSeconds(60), i % 2 == 0 ? redis::kill : redis::stop);
                int before = load.turnedAway().size();
                Deadline.await(
                        Duration.ofSeconds(30),
                        () -> "a job that is turned away while Redis is down",
                        () -> load.turnedAway().size() > before);
                redis.start();
                Duration back = load.untilTaken(CLIENTS);
                longest = back.compareTo(longest) > 0 ? back : longest;
            }
            assertThat(load.turnedAway())
                    .as("how jobs were turned away")
                    .allSatisfy(
                            call -> assertThat(call).isEqualTo(new Ledger.TurnedAway(503, "queue-unavailable", true)));
            assertThat(load.brokenCalls()).as("jobs without any answer").isZero();
        }
        assertThat(longest).as("from Redis' return to jobs that are taken").isLessThan(BACK);
        return longest;
    }
}
