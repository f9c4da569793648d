package dev.understudy.server.faults;

import dev.understudy.engine.jobs.JobWork;
import dev.understudy.engine.serving.OfferedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a sample builder of somebody's own may do to a worker: the ids of events say what. */
final class HarmfulWork {
    static final String THROWS = "throws-";
    static final String HANGS = "hangs-";
    static final String EATS = "eats-";

    private HarmfulWork() {}

    static JobWork around(JobWork work, Duration slower) {
        return (task, calls) -> {
            calls.forEach(call -> call.forEach(HarmfulWork::suffer));
            stall(slower);
            return work.predictEach(task, calls);
        };
    }

    private static void suffer(OfferedEvent event) {
        String id = event.id().orElse("");
        if (id.startsWith(THROWS)) {
            throw new IllegalStateException("a sample builder has a defect");
        }
        if (id.startsWith(HANGS)) {
            stall(Duration.ofMinutes(10));
        }
        if (id.startsWith(EATS)) {
            List<byte[]> eaten = new ArrayList<>();
            while (eaten.size() < Integer.MAX_VALUE) {
                eaten.add(new byte[1 << 24]);
            }
        }
    }

    private static void stall(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
