package dev.understudy.server.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * How many things happened within a window that ends now, in a ring of counters: the memory is the same however many they are. The
 * window moves by a sixtieth of its length; what is counted is that of the sixtieth under way and the fifty-nine before.
 * Thread-safe.
 */
final class SlidingCount {
    static final int BUCKETS = 60;

    private final long bucketMillis;
    private final long[] counts = new long[BUCKETS];
    private long newest;
    private long total;

    SlidingCount(Duration window) {
        this.bucketMillis = window.toMillis() / BUCKETS;
        if (bucketMillis < 1) {
            throw new IllegalArgumentException("a window lasts at least " + BUCKETS + " ms, and not " + window);
        }
    }

    /** Counts one. */
    synchronized void add(Instant now) {
        moveTo(now);
        counts[Math.floorMod(newest, BUCKETS)]++;
        total++;
    }

    /** How many there were. */
    synchronized long sum(Instant now) {
        moveTo(now);
        return total;
    }

    /** Forgets what has left the window. A clock that is set back stands still here until it is there again. */
    private void moveTo(Instant now) {
        long bucket = Math.floorDiv(now.toEpochMilli(), bucketMillis);
        if (bucket - newest >= BUCKETS) {
            Arrays.fill(counts, 0);
            total = 0;
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            int left = Math.floorMod(newest, BUCKETS);
            total -= counts[left];
            counts[left] = 0;
        }
    }
}
