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

    /** Where a job of this priority waits. */
    static int waiting(JobPriority priority) {
        return priority.ordinal();
    }

    /** Whether jobs of the lane wait. */
    static boolean isWaiting(int lane) {
        return lane < RUNNING;
    }
}
