package dev.understudy.engine.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which share of the outcomes counts so many whole days after the event, estimated so that events whose outcome is still to
 * come are taken for what they are, known to take longer than their age (Kaplan and Meier 1958): never for negative, and
 * never left out, which would over-represent what becomes known early.
 *
 * @param points by rising days, from the first day on which there is an outcome; a day on which nothing changes is left
 *     out
 */
public record DelayCurve(List<Point> points) {
    public DelayCurve {
        points = List.copyOf(points);
    }

    /**
     * A point of the curve.
     *
     * @param days after the event
     * @param share of all outcomes that count by then, in [0, 1]
     * @param atRisk events that are at least as old and did not count on the day before: what the step is estimated from
     */
    public record Point(int days, double share, long atRisk) {}

    /** The fewest whole days after which at least this share counts; empty where the curve does not get as far. */
    public OptionalInt daysUntil(double share) {
        return points.stream()
                .filter(point -> point.share() >= share)
                .mapToInt(Point::days)
                .findFirst();
    }

    /** What is counted of events; parts that are added are the same as the whole. */
    public static final class Tally {
        /** Ten years; what takes longer is taken for as long. */
        private static final int LONGEST = 3_660;

        private static final long DAY_MICROS = 86_400_000_000L;

        private long[] matured = new long[1];
        private long[] pending = new long[1];

        /**
         * Adds an event whose outcome counts.
         *
         * @param delayMicros from the event until it first did
         * @param ageMicros from the event until now, at least as long
         */
        public void matured(long delayMicros, long ageMicros) {
            int day = (int) Math.min(LONGEST, Math.max(0, -Math.floorDiv(-delayMicros, DAY_MICROS)));
            int age = day(ageMicros);
            if (day <= age) {
                reach(day);
                matured[day]++;
            } else {
                // others of its age that are pending are not watched to the end of this day either
                reach(age);
                pending[age]++;
            }
        }

        /**
         * Adds an event whose outcome is still to come.
         *
         * @param ageMicros from the event until now
         */
        public void pending(long ageMicros) {
            int age = day(ageMicros);
            reach(age);
            pending[age]++;
        }

        private static int day(long micros) {
            return (int) Math.min(LONGEST, Math.max(0, micros / DAY_MICROS));
        }

        /** Adds another part. */
        public void add(Tally other) {
            reach(other.matured.length - 1);
            for (int day = 0; day < other.matured.length; day++) {
                matured[day] += other.matured[day];
                pending[day] += other.pending[day];
            }
        }

        private void reach(int day) {
            if (day >= matured.length) {
                int length = Math.max(day + 1, 2 * matured.length);
                matured = Arrays.copyOf(matured, length);
                pending = Arrays.copyOf(pending, length);
            }
        }

        /** The curve of what was added. */
        public DelayCurve curve() {
            long atRisk = 0;
            for (int day = 0; day < matured.length; day++) {
                atRisk += matured[day] + pending[day];
            }
            List<Point> points = new ArrayList<>();
            double stillToCome = 1;
            for (int day = 0; day < matured.length; day++) {
                if (matured[day] > 0) {
                    stillToCome *= 1 - (double) matured[day] / atRisk;
                    points.add(new Point(day, 1 - stillToCome, atRisk));
                }
                atRisk -= matured[day] + pending[day];
            }
            return new DelayCurve(points);
        }
    }
}
