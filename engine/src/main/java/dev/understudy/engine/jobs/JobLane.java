package dev.understudy.engine.jobs;

/** The lanes of the table of jobs, by their numbers there; those that wait come first, in the order of priorities. */
final class JobLane {
    /** Somebody works on it. */
    static final int RUNNING = 3;
    /** It is set aside. */
    static final int FAILED = 4;
    /** It is done. */
    static final int SUCCEEDED = 5;

    private JobLane() {}

    /** Where a job of this priority waits, which is also the priority's own number. */
    static int waiting(JobPriority priority) {
        return switch (priority) {
            case HIGH -> 0;
            case NORMAL -> 1;
            case LOW -> 2;
        };
    }

    /** The priority of jobs that wait in a lane. */
    static JobPriority priority(int waiting) {
        return switch (waiting) {
            case 0 -> JobPriority.HIGH;
            case 1 -> JobPriority.NORMAL;
            case 2 -> JobPriority.LOW;
            default -> throw new IllegalArgumentException("no job waits in the lane " + waiting);
        };
    }

    /** Whether jobs of the lane wait. */
    static boolean isWaiting(int lane) {
        return lane < RUNNING;
    }
}
