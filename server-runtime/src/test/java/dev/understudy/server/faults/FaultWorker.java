package dev.understudy.server.faults;

import dev.understudy.engine.common.Repetition;
import dev.understudy.engine.common.TaskName;
import dev.understudy.engine.jobs.JobPolicy;
import dev.understudy.engine.jobs.JobPriority;
import dev.understudy.engine.jobs.JobQueue;
import dev.understudy.engine.jobs.JobSubmission;
import dev.understudy.engine.jobs.JobWork;
import dev.understudy.engine.jobs.JobWorker;
import dev.understudy.engine.jobs.Submitted;
import dev.understudy.engine.jobs.WorkerPolicy;
import dev.understudy.engine.release.Environment;
import dev.understudy.engine.serving.Serving;
import dev.understudy.engine.workspace.Engine;
import dev.understudy.engine.workspace.Workspace;
import dev.understudy.server.http.LoggedChanges;
import dev.understudy.server.http.OperatorLog;
import dev.understudy.server.metrics.PrometheusServingMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The product's worker as a process of its own, wired as the product wires it, with what only tests want: short leases, a
 * clock that is wrong, a death at a chosen step, work that is slow or harmful. Variables of its environment say which.
 */
final class FaultWorker {
    static final String REDIS_PORT = "FAULT_REDIS_PORT";
    /** A {@link DeathAtStep.Step} at which the process dies. */
    static final String DIES_AT = "FAULT_DIES_AT";
    /** Seconds by which the clock is ahead. */
    static final String AHEAD = "FAULT_AHEAD";
    /** Milliseconds that all work takes longer. */
    static final String SLOWER = "FAULT_SLOWER";
    /** How many jobs to hand in as well, in the same process; each that is durable is printed. */
    static final String SUBMITS = "FAULT_SUBMITS";
    /** Milliseconds that a try may take. */
    static final String LIMIT = "FAULT_LIMIT";
    /** How often a job is tried. */
    static final String TRIES = "FAULT_TRIES";

    /** For how many milliseconds this worker has what it claims, before it renews that. */
    static final String LEASE = "FAULT_LEASE";

    /** Ends its work once no job waits or is worked on any more, and then says "drained". */
    static final String DRAINS = "FAULT_DRAINS";

    private static final int THREADS = 3;
    private static final int BATCH = 20;

    private FaultWorker() {}

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> variables = System.getenv();
        InstantSource clock = InstantSource.offset(
                InstantSource.system(), Duration.ofSeconds(Long.parseLong(variables.getOrDefault(AHEAD, "0"))));
        Path directory = Path.of(arguments[List.of(arguments).indexOf("--workspace") + 1]);
        Engine engine =
                new Engine(Workspace.open(directory, Map.of(), product(variables)), clock, Duration.ofSeconds(10));
        Serving serving = engine.serving(
                Environment.PRODUCTION,
                new LoggedChanges(new OperatorLog(System.err, clock), new PrometheusServingMetrics(clock)),
                System::nanoTime,
                Repetition.onThread());
        serving.start();
        JobPolicy policy = FaultQueues.policy(
                Integer.parseInt(variables.getOrDefault(TRIES, "1000")),
                Optional.ofNullable(variables.get(LEASE))
                        .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                        .orElse(FaultQueues.LEASE));
        JobQueue queue = FaultQueues.open(variables, engine::database, policy);
        JobWork work = HarmfulWork.around(
                serving.predictions()::predictEach,
                Duration.ofMillis(Long.parseLong(variables.getOrDefault(SLOWER, "0"))));
        Optional<DeathAtStep> death = Optional.ofNullable(variables.get(DIES_AT))
                .map(step -> new DeathAtStep(DeathAtStep.Step.valueOf(step)));
        JobWorker worker = new JobWorker(
                new JobWorker.Surroundings(
                        "worker-" + ProcessHandle.current().pid(),
                        death.map(dying -> dying.around(queue)).orElse(queue),
                        death.map(dying -> dying.around(work)).orElse(work),
                        () -> true,
                        new SpokenWork(System.out),
                        reason -> Runtime.getRuntime().halt(70)),
                policy,
                new WorkerPolicy(
                        THREADS,
                        BATCH,
                        10_000,
                        Duration.ofMillis(Long.parseLong(variables.getOrDefault(LIMIT, "60000"))),
                        100,
                        Duration.ofSeconds(8)),
                System::nanoTime,
                Repetition.onThread());
        worker.start();
        System.out.println("started");
        submit(queue, Integer.parseInt(variables.getOrDefault(SUBMITS, "0")));
        if (variables.containsKey(DRAINS)) {
            Deadline.await(Duration.ofHours(1), () -> "jobs go on: " + queue.backlog(), () -> isDrained(queue));
            // what workers did is durable when its group is: that it is seen is not enough for a process about to be
            // killed
            worker.close();
            serving.close();
            queue.close();
            engine.close();
            System.out.println("drained");
        }
        Thread.currentThread().join();
    }

    private static boolean isDrained(JobQueue queue) {
        return queue.backlog().stream().allMatch(backlog -> backlog.waiting() + backlog.running() == 0);
    }

    private static Map<String, String> product(Map<String, String> variables) {
        Map<String, String> ours = new HashMap<>(variables);
        ours.keySet().removeIf(name -> name.startsWith("FAULT_"));
        return ours;
    }

    /** From many threads, each of its own share; what has been handed in before is handed in again. */
    private static void submit(JobQueue queue, int jobs) {
        int threads = 8;
        for (int t = 0; t < threads; t++) {
            int first = t;
            Thread.startVirtualThread(() -> {
                for (int i = first; i < jobs; i += threads) {
                    String id = "job-" + i;
                    if (queue.submit(job(id)) instanceof Submitted.Accepted(var given, var fresh)) {
                        System.out.println("accepted " + id + " " + given.text());
                    }
                }
            });
        }
    }

    /** A job of one event, whose id is the key too. */
    static JobSubmission job(String id) {
        return new JobSubmission(
                new TaskName(ReleasedWorkspace.TASK),
                "",
                Optional.of(id),
                JobPriority.NORMAL,
                "[" + PredictionLoad.textBody(id) + "]");
    }
}
