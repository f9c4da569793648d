package dev.understudy.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Has what waits at a place worked on by a worker of its own, and looks at what came of it. */
final class DrainedJobs {
    private DrainedJobs() {}

    /** Each accepted job has one result, and the log has its one whole row with the same numbers. */
    static void hold(ReleasedWorkspace.Place place, JobLedger ledger) {
        try (ProgramProcess worker = ProgramProcess.at(place.with(Map.of(FaultWorker.DRAINS, "yes")))
                .main(FaultWorker.class)
                .run()) {
            // the embedded database has one process: it says itself when all is done
            worker.awaitLine("drained");
        }
        try (Engine engine = new Engine(
                        Workspace.open(place.directory(), Map.of(), place.product()),
                        InstantSource.system(),
                        Duration.ofSeconds(10));
                JobQueue queue = FaultQueues.open(place.environment(), engine::database, FaultQueues.policy(1_000))) {
            assertThat(ledger.accepted()).isNotEmpty();
            KeptLog.holds(engine.database(), ledger.results(queue));
        }
    }
}
