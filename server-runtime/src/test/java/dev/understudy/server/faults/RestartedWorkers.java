package dev.understudy.server.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Workers with little memory, each of which is started anew when it has ended, as a cluster does. Closing it ends them. */
final class RestartedWorkers implements AutoCloseable {
    private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();

    private final List<Thread> supervisors = new ArrayList<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile boolean ending;

    RestartedWorkers(JobScene scene, int workers, Map<String, String> variables) {
        for (int i = 0; i < workers; i++) {
            ProgramProcess first = scene.worker(variables, "-Xmx160m");
            supervisors.add(Thread.startVirtualThread(() -> supervise(first, scene, variables)));
        }
    }

    private void supervise(ProgramProcess first, JobScene scene, Map<String, String> variables) {
        ProgramProcess worker = first;
        while (!ending) {
            LockSupport.parkNanos(LOOK_NANOS);
            if (!worker.isAlive()) {
                deaths.incrementAndGet();
                worker = scene.worker(variables, "-Xmx160m");
            }
        }
        worker.close();
    }

    /** How many have ended by themselves. */
    int deaths() {
        return deaths.get();
    }

    @Override
    public void close() {
        ending = true;
        try {
            for (Thread supervisor : supervisors) {
                supervisor.join();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
