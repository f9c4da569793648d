package dev.understudy.server.metrics;

import java.time.Duration;

/** The upper bounds of histograms, in seconds. */
final class Buckets {
    /** Of what a caller waits for. */
    static final double[] OF_A_CALL = {
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
    };
    /** Of what nobody waits for. */
    static final double[] OF_A_JOB = {0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};

    private static final double NANOS = 1e9;

    private Buckets() {}

    static double seconds(Duration duration) {
        return duration.toNanos() / NANOS;
    }
}
