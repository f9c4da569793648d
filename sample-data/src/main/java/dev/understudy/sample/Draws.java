package dev.understudy.sample;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random draws that are the same on every machine: made of {@link SplittableRandom#nextLong} and {@link StrictMath} alone,
 * since what is built on them in the platform may change with its version.
 */
final class Draws {
    /** What draws are for; each has a sequence of its own, so that one more draw here changes nothing there. */
    enum Stream {
        VOLUME(1),
        SCAM_DAYS(2),
        LISTINGS(3),
        SELLERS(4),
        HIJACKED(5),
        HARM(6);

        private final long number;

        Stream(long number) {
            this.number = number;
        }
    }

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;
    private static final int UNUSED_BITS = 11;

    private final SplittableRandom random;
    private double spare = Double.NaN;

    private Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Draws of(long seed, Stream stream, long index) {
        return new Draws(mixed(mixed(seed + GOLDEN * stream.number) + GOLDEN * index));
    }

    /** The finaliser of SplitMix64. */
    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Evenly of [0, 1). */
    double uniform() {
        return (random.nextLong() >>> UNUSED_BITS) * UNIT;
    }

    /** Evenly of 0 to bound − 1. */
    long below(long bound) {
        return Math.min(bound - 1, (long) (uniform() * bound));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get((int) below(choices.size()));
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Exponential. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - uniform());
    }

    /** Standard normal, by Marsaglia's polar method. */
    double gaussian() {
        if (!Double.isNaN(spare)) {
            double kept = spare;
            spare = Double.NaN;
            return kept;
        }
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                spare = y * scale;
                return x * scale;
            }
        }
    }
}
